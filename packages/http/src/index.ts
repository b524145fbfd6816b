export { byLink, type ByLinkOptions } from './byLink.ts'
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
export type { NextPage, Page, PageTarget, Strategy } from './strategy.ts'
