import { flatMap, mapAsync, pipe } from '@rivulet/core'
import {
  byCursor,
  byGraphql,
  byKey,
  byLink,
  byNextUrl,
  byOffset,
  byPage,
  paginate,
  type PaginateOptions,
} from '@rivulet/http'
import {
  notACountIn,
  notAFunction,
  notOptions,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from './badCalls.ts'
import { httpBodies } from './httpBodies.ts'
import type { PackageRegistry } from './registration.ts'

const URL_OF_PAGES = 'https://api.example.com/letters'

/** Two pages, without a network. */
function letters(options?: Partial<PaginateOptions<string>>) {
  return paginate<string>(URL_OF_PAGES, {
    strategy: byPage(),
    ...options,
    fetch: async (url) =>
      Response.json({ 1: ['a', 'b'], 2: ['c'] }[new URL(url).searchParams.get('page') ?? ''] ?? []),
  })
}

const strategy = byPage()

export const http: PackageRegistry = {
  ...httpBodies,

  paginate: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the items of all pages)',
        input: [1, 2],
        output: ['a', 'b', 'c', 'a', 'b', 'c'],
        build: (source) =>
          pipe(
            source,
            mapAsync((item: unknown) => item),
            flatMap(() => letters()),
          ),
        needs: (nth) => Math.ceil(nth / 3),
      },
      {
        title: 'flatMap(to the items of all pages, with prefetch)',
        input: [1, 2],
        output: ['a', 'b', 'c', 'a', 'b', 'c'],
        build: (source) =>
          pipe(
            source,
            mapAsync((item: unknown) => item),
            flatMap(() => letters({ prefetch: 1 })),
          ),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    badCalls: [
      ...[undefined, null, 7].map((url) =>
        wrongShape(`paginate(${written(url)})`, ['paginate', 'url must be', 'got '], () =>
          untyped(paginate, url, { strategy }),
        ),
      ),
      wrongValue("paginate('/letters')", ['paginate', 'url must be', 'got "/letters"'], () =>
        untyped(paginate, '/letters', { strategy }),
      ),
      ...[undefined, null, 7, {}].map((value) =>
        wrongShape(
          `paginate with ${written(value)} as its strategy`,
          ['paginate', 'strategy must be', 'got '],
          () => untyped(paginate, URL_OF_PAGES, { strategy: value }),
        ),
      ),
      wrongShape('paginate without options', ['paginate', 'options', 'got undefined'], () =>
        untyped(paginate, URL_OF_PAGES),
      ),
      wrongShape('paginate with a bad fetch', ['paginate', 'fetch', 'function', 'got 7'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, fetch: 7 }),
      ),
      wrongShape('paginate with a bad items', ['paginate', 'items', 'function', 'got 7'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, items: 7 }),
      ),
      wrongShape(
        'paginate with a bad parse',
        ['paginate', 'parse', 'Standard Schema', 'got 7'],
        () => untyped(paginate, URL_OF_PAGES, { strategy, parse: 7 }),
      ),
      wrongShape('paginate with a bad signal', ['paginate', 'signal', 'AbortSignal', 'got '], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, signal: {} }),
      ),
      ...['maxPages', 'maxItems', 'maxBodyBytes'].flatMap((option) =>
        notACountIn(
          paginate,
          option,
          { least: option === 'maxItems' ? 0 : 1, infinite: true },
          (value) => untyped(paginate, URL_OF_PAGES, { strategy, [option]: value }),
        ),
      ),
      ...['onPage', 'onRequest', 'onResponse', 'onRetry'].map((option) =>
        wrongShape(`paginate with a bad ${option}`, ['paginate', option, 'function', 'got 7'], () =>
          untyped(paginate, URL_OF_PAGES, { strategy, [option]: 7 }),
        ),
      ),
      ...['attemptTimeoutMs', 'totalTimeoutMs'].flatMap((option) => [
        wrongShape(`paginate with ${option}: '1'`, ['paginate', option, 'got "1'], () =>
          untyped(paginate, URL_OF_PAGES, { strategy, [option]: '1' }),
        ),
        wrongValue(`paginate with ${option}: 0`, ['paginate', option, 'from 1', 'got 0'], () =>
          untyped(paginate, URL_OF_PAGES, { strategy, [option]: 0 }),
        ),
      ]),
      ...(['crossOrigin', 'onRepeat'] as const).flatMap((option) => [
        wrongShape(`paginate with ${option}: true`, ['paginate', option, 'got true'], () =>
          untyped(paginate, URL_OF_PAGES, { strategy, [option]: true }),
        ),
        wrongValue(`paginate with ${option}: 'no'`, ['paginate', option, ' or ', 'got "no'], () =>
          untyped(paginate, URL_OF_PAGES, { strategy, [option]: 'no' }),
        ),
      ]),
      wrongShape("paginate with prefetch: '1'", ['paginate', 'prefetch', '0 or 1', 'got "1'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, prefetch: '1' }),
      ),
      wrongValue('paginate with prefetch: 2', ['paginate', 'prefetch', '0 or 1', 'got 2'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, prefetch: 2 }),
      ),
      wrongShape('paginate with a bad retry', ['paginate', 'retry', 'object', 'got 7'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, retry: 7 }),
      ),
      wrongValue('paginate with retries: -1', ['retry.retries', 'at least 0', 'got -1'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, retry: { retries: -1 } }),
      ),
      wrongShape(
        'paginate with a bad rateLimit',
        ['paginate', 'rateLimit', 'object', 'got 7'],
        () => untyped(paginate, URL_OF_PAGES, { strategy, rateLimit: 7 }),
      ),
      wrongShape('paginate with a bad resumeFrom', ['paginate', 'resumeFrom', 'got 7'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, resumeFrom: 7 }),
      ),
      wrongShape('paginate.pages without options', ['paginate.pages', 'options', 'got undef'], () =>
        untyped(paginate.pages, URL_OF_PAGES),
      ),
      wrongValue('paginate with no page', ['paginate', 'maxPages', 'at least 1', 'got 0'], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, maxPages: 0 }),
      ),
    ],
  },

  byLink: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      wrongShape('byLink(null)', ['byLink', 'options', 'got null'], () => untyped(byLink, null)),
      wrongShape('byLink({ rel: 7 })', ['byLink', 'rel must be', 'got 7'], () =>
        untyped(byLink, { rel: 7 }),
      ),
      wrongValue("byLink({ rel: '' })", ['byLink', 'rel must be', 'got ""'], () =>
        untyped(byLink, { rel: '' }),
      ),
    ],
  },

  byPage: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      wrongShape('byPage(null)', ['byPage', 'options', 'got null'], () => untyped(byPage, null)),
      wrongShape('byPage({ param: 7 })', ['byPage', 'param must be', 'got 7'], () =>
        untyped(byPage, { param: 7 }),
      ),
      wrongValue('byPage({ start: -1 })', ['byPage', 'start must be', 'got -1'], () =>
        untyped(byPage, { start: -1 }),
      ),
    ],
  },

  byOffset: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      ...notOptions(byOffset),
      ...notACountIn(byOffset, 'start', { least: 0, infinite: false }, (start) =>
        untyped(byOffset, { start }),
      ),
    ],
  },

  byCursor: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      ...notOptions(byCursor),
      wrongShape('byCursor without next', ['byCursor', 'next', 'function', 'got undefined'], () =>
        untyped(byCursor, { param: 'cursor' }),
      ),
    ],
  },

  byNextUrl: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: notAFunction(byNextUrl, 'next'),
  },

  byKey: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      ...notOptions(byKey),
      wrongShape('byKey without key', ['byKey', 'key', 'function', 'got undefined'], () =>
        untyped(byKey, { param: 'since' }),
      ),
    ],
  },

  byGraphql: {
    kind: 'utility',
    reason: 'a strategy of paginate',
    badCalls: [
      ...notOptions(byGraphql),
      wrongShape('byGraphql without query', ['byGraphql', 'query', 'string', 'got undefined'], () =>
        untyped(byGraphql, { connection: 'a' }),
      ),
      wrongValue('byGraphql with a mutation', ['byGraphql', 'query', 'got "mutation'], () =>
        untyped(byGraphql, { query: 'mutation { a }', connection: 'a' }),
      ),
    ],
  },

  HttpError: { kind: 'class', reason: 'an error' },
  PageError: { kind: 'class', reason: 'an error' },
}
