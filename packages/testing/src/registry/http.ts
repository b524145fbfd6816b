import { flatMap, mapAsync, pipe } from '@rivulet/core'
import { byLink, byPage, paginate } from '@rivulet/http'
import { untyped, written, wrongShape, wrongValue } from './badCalls.ts'
import type { PackageRegistry } from './registration.ts'

const URL_OF_PAGES = 'https://api.example.com/letters'

/** Two pages, without a network. */
function letters() {
  return paginate<string>(URL_OF_PAGES, {
    strategy: byPage(),
    fetch: async (url) =>
      Response.json({ 1: ['a', 'b'], 2: ['c'] }[new URL(url).searchParams.get('page') ?? ''] ?? []),
  })
}

const strategy = byPage()

export const http: PackageRegistry = {
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
            flatMap(letters),
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
      wrongShape('paginate with a bad signal', ['paginate', 'signal', 'AbortSignal', 'got '], () =>
        untyped(paginate, URL_OF_PAGES, { strategy, signal: {} }),
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

  HttpError: { kind: 'class', reason: 'an error' },
  PageError: { kind: 'class', reason: 'an error' },
}
