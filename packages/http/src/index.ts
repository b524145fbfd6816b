export { byCursor, type ByCursorOptions } from './byCursor.ts'
export { byGraphql, type ByGraphqlOptions } from './byGraphql.ts'
export { byKey, type ByKeyOptions } from './byKey.ts'
export { byLink, type ByLinkOptions } from './byLink.ts'
export { byNextUrl } from './byNextUrl.ts'
export { byOffset, type ByOffsetOptions } from './byOffset.ts'
export { byPage, type ByPageOptions } from './byPage.ts'
export type { PaginateRequest } from './callerRequest.ts'
export { HttpError } from './httpError.ts'
export { PageError, type PageErrorCode, type PagePlace } from './pageError.ts'
export type { PageState } from './pageState.ts'
export { paginate, type PaginateOptions } from './paginate.ts'
export type { DeliveredPage } from './readPages.ts'
export type {
  RateLimitOptions,
  RequestEvent,
  RequestOptions,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
} from './requestOptions.ts'
export type { SizeOptions } from './sizeOptions.ts'
export type { NextPage, Page, PageTarget, Strategy } from './strategy.ts'
export { BodyError, type BodyErrorCode, type BodyPlace } from './bodyError.ts'
export type { BodyOptions } from './bodyOptions.ts'
export { bytes, type BytesOptions } from './bytes.ts'
export type { ServerSentEvent } from './eventStreamParser.ts'
export { InvalidItemError, type ItemIssue, type ItemPlace } from './invalidItemError.ts'
export { jsonArray, type JsonArrayOptions } from './jsonArray.ts'
export { ndjson, type NdjsonOptions } from './ndjson.ts'
export { sse, type SseOptions } from './sse.ts'
