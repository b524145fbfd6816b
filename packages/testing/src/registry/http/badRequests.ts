import { notAFunctionIn, notASignal, written, wrongShape, wrongValue } from '../badCalls.ts'
import type { BadCall } from '../registration.ts'

/** Where the requests would go: each case answers them itself, without a network. */
export const ADDRESS = 'https://api.example.com/letters'

/** The bad calls of a function that takes an address, and after it its options. */
export function badRequests(
  callee: { name: string },
  call: (url: unknown, options: object) => unknown,
): BadCall[] {
  const { name } = callee
  return [
    ...[undefined, null, 7].map((url) =>
      wrongShape(`${name}(${written(url)})`, [name, 'url must be', 'got '], () => call(url, {})),
    ),
    wrongValue(`${name}('/letters')`, [name, 'url must be', 'got "/letters"'], () =>
      call('/letters', {}),
    ),
    ...notAFunctionIn(callee, 'fetch', (fetch) => call(ADDRESS, { fetch })),
    notASignal(callee, (signal) => call(ADDRESS, { signal })),
  ]
}
