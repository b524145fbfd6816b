import { byCursor, byGraphql, byKey, byLink, byNextUrl, byOffset, byPage } from '@rivulet/http'
import {
  notACountIn,
  notAFunction,
  notAFunctionIn,
  notOptions,
  untyped,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import type { BadCall, PackageRegistry, Registration } from '../registration.ts'

function strategy(badCalls: readonly BadCall[]): Registration {
  return { kind: 'utility', reason: 'a strategy of paginate', badCalls }
}

/** The ways from one page to the next. */
export const strategies: PackageRegistry = {
  byLink: strategy([
    ...notOptions(byLink),
    wrongShape('byLink({ rel: 7 })', ['byLink', 'rel must be', 'got 7'], () =>
      untyped(byLink, { rel: 7 }),
    ),
    wrongValue("byLink({ rel: '' })", ['byLink', 'rel must be', 'got ""'], () =>
      untyped(byLink, { rel: '' }),
    ),
  ]),

  byPage: strategy([
    ...notOptions(byPage),
    wrongShape('byPage({ param: 7 })', ['byPage', 'param must be', 'got 7'], () =>
      untyped(byPage, { param: 7 }),
    ),
    ...notACountIn(byPage, 'start', { least: 0, infinite: false }, (start) =>
      untyped(byPage, { start }),
    ),
  ]),

  byOffset: strategy([
    ...notOptions(byOffset),
    ...notACountIn(byOffset, 'start', { least: 0, infinite: false }, (start) =>
      untyped(byOffset, { start }),
    ),
  ]),

  byCursor: strategy([
    ...notOptions(byCursor),
    ...notAFunctionIn(byCursor, 'next', (next) => untyped(byCursor, { param: 'cursor', next }), {
      optional: false,
    }),
  ]),

  byNextUrl: strategy(notAFunction(byNextUrl, 'next')),

  byKey: strategy([
    ...notOptions(byKey),
    ...notAFunctionIn(byKey, 'key', (key) => untyped(byKey, { param: 'since', key }), {
      optional: false,
    }),
  ]),

  byGraphql: strategy([
    ...notOptions(byGraphql),
    wrongShape('byGraphql without query', ['byGraphql', 'query', 'string', 'got undefined'], () =>
      untyped(byGraphql, { connection: 'a' }),
    ),
    wrongValue('byGraphql with a mutation', ['byGraphql', 'query', 'got "mutation'], () =>
      untyped(byGraphql, { query: 'mutation { a }', connection: 'a' }),
    ),
  ]),
}
