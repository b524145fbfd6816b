import { byPage, paginate, type PaginateOptions } from '@rivulet/http'
import {
  notACountIn,
  notAFunctionIn,
  untyped,
  withoutOptions,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { forEachItem } from '../forEachItem.ts'
import type { PackageRegistry } from '../registration.ts'
import { ADDRESS, badRequests } from './badRequests.ts'

const strategy = byPage()

/** Two pages, without a network. */
function letters(options?: Partial<PaginateOptions<string>>) {
  return paginate<string>(ADDRESS, {
    strategy: byPage(),
    ...options,
    fetch: async (url) =>
      Response.json({ 1: ['a', 'b'], 2: ['c'] }[new URL(url).searchParams.get('page') ?? ''] ?? []),
  })
}

/** A call with options of which one is bad. */
function refused(options: object): unknown {
  return untyped(paginate, ADDRESS, { strategy, ...options })
}

/** The source of what is on pages. */
export const pages: PackageRegistry = {
  paginate: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the items of all pages)',
        input: [1, 2],
        output: ['a', 'b', 'c', 'a', 'b', 'c'],
        build: (source) => forEachItem(source, letters),
        needs: (nth) => Math.ceil(nth / 3),
      },
      {
        title: 'flatMap(to the items of all pages, with prefetch)',
        input: [1, 2],
        output: ['a', 'b', 'c', 'a', 'b', 'c'],
        build: (source) => forEachItem(source, () => letters({ prefetch: 1 })),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    badCalls: [
      ...badRequests(paginate, (url, options) => untyped(paginate, url, { strategy, ...options })),
      ...[undefined, null, 7, {}].map((value) =>
        wrongShape(
          `paginate with ${written(value)} as its strategy`,
          ['paginate', 'strategy must be', 'got '],
          () => refused({ strategy: value }),
        ),
      ),
      withoutOptions(paginate, ADDRESS),
      wrongShape(
        'paginate with a bad parse',
        ['paginate', 'parse', 'Standard Schema', 'got 7'],
        () => refused({ parse: 7 }),
      ),
      ...['maxPages', 'maxItems', 'maxBodyBytes'].flatMap((option) =>
        notACountIn(
          paginate,
          option,
          { least: option === 'maxItems' ? 0 : 1, infinite: true },
          (value) => refused({ [option]: value }),
        ),
      ),
      ...['items', 'onPage', 'onRequest', 'onResponse', 'onRetry'].flatMap((option) =>
        notAFunctionIn(paginate, option, (value) => refused({ [option]: value })),
      ),
      ...['attemptTimeoutMs', 'totalTimeoutMs'].flatMap((option) => [
        wrongShape(`paginate with ${option}: '1'`, ['paginate', option, 'got "1'], () =>
          refused({ [option]: '1' }),
        ),
        wrongValue(`paginate with ${option}: 0`, ['paginate', option, 'from 1', 'got 0'], () =>
          refused({ [option]: 0 }),
        ),
      ]),
      ...(['crossOrigin', 'onRepeat'] as const).flatMap((option) => [
        wrongShape(`paginate with ${option}: true`, ['paginate', option, 'got true'], () =>
          refused({ [option]: true }),
        ),
        wrongValue(`paginate with ${option}: 'no'`, ['paginate', option, ' or ', 'got "no'], () =>
          refused({ [option]: 'no' }),
        ),
      ]),
      wrongShape("paginate with prefetch: '1'", ['paginate', 'prefetch', '0 or 1', 'got "1'], () =>
        refused({ prefetch: '1' }),
      ),
      wrongValue('paginate with prefetch: 2', ['paginate', 'prefetch', '0 or 1', 'got 2'], () =>
        refused({ prefetch: 2 }),
      ),
      wrongShape('paginate with a bad retry', ['paginate', 'retry', 'object', 'got 7'], () =>
        refused({ retry: 7 }),
      ),
      wrongValue('paginate with retries: -1', ['retry.retries', 'at least 0', 'got -1'], () =>
        refused({ retry: { retries: -1 } }),
      ),
      wrongShape(
        'paginate with a bad rateLimit',
        ['paginate', 'rateLimit', 'object', 'got 7'],
        () => refused({ rateLimit: 7 }),
      ),
      wrongShape('paginate with a bad resumeFrom', ['paginate', 'resumeFrom', 'got 7'], () =>
        refused({ resumeFrom: 7 }),
      ),
      wrongShape('paginate.pages without options', ['paginate.pages', 'options', 'got undef'], () =>
        untyped(paginate.pages, ADDRESS),
      ),
    ],
  },
}
