import { expect, test } from 'vitest'
import { argumentChecks } from './argumentChecks.ts'

const { checkBoolean, checkChoice, checkOptions, checkSignal, checkWhole } = argumentChecks(
  (value) => `<${String(value)}>`,
)

test.each<[title: string, check: () => void]>([
  ['an object of options', () => checkOptions('f', {})],
  ['no signal', () => checkSignal('f', undefined)],
  ['a signal', () => checkSignal('f', AbortSignal.abort())],
  [
    'a signal of another realm',
    () => checkSignal('f', { aborted: false, addEventListener: () => {} }),
  ],
  ['no boolean', () => checkBoolean('f', 'flag', undefined)],
  ['a boolean', () => checkBoolean('f', 'flag', false)],
  ['the least number', () => checkWhole('f', 'count', 1, 1)],
  ['the largest number', () => checkWhole('f', 'count', Number.MAX_SAFE_INTEGER, 1)],
  ['the largest number of a range', () => checkWhole('f', 'count', 9, 1, 9)],
  ['Infinity where it is allowed', () => checkWhole('f', 'count', Infinity, 1, 'infinite')],
  ['a number where Infinity is allowed', () => checkWhole('f', 'count', 1, 1, 'infinite')],
  ['the last choice', () => checkChoice('f', 'way', 'b', ['a', 'b'])],
])('%s is good', (_, check) => {
  expect(check).not.toThrow()
})

test.each<[check: () => void, error: typeof TypeError | typeof RangeError, message: string]>([
  [() => checkOptions('f', null), TypeError, 'f: options must be an object, got <null>'],
  [() => checkOptions('f', 'a'), TypeError, 'f: options must be an object, got <a>'],
  [() => checkOptions('f', ['a']), TypeError, 'f: options must be an object, got <a>'],
  [() => checkOptions('f', Number), TypeError, 'f: options must be an object, got <function'],
  [() => checkSignal('f', null), TypeError, 'f: signal must be an AbortSignal, got <null>'],
  [() => checkSignal('f', {}), TypeError, 'f: signal must be an AbortSignal, got <[object'],
  [() => checkBoolean('f', 'flag', 0), TypeError, 'f: flag must be a boolean, got <0>'],
  [
    () => checkWhole('f', 'n', '1', 1),
    TypeError,
    'f: n must be a whole number of at least 1, got <1>',
  ],
  [
    () => checkWhole('f', 'n', 0, 1),
    RangeError,
    'f: n must be a whole number of at least 1, got <0>',
  ],
  [() => checkWhole('f', 'n', 1.5, 1), RangeError, 'of at least 1, got <1.5>'],
  [() => checkWhole('f', 'n', NaN, 1), RangeError, 'of at least 1, got <NaN>'],
  [() => checkWhole('f', 'n', 2 ** 53, 1), RangeError, 'of at least 1, got <9007199254740992>'],
  [() => checkWhole('f', 'n', Infinity, 1), RangeError, 'of at least 1, got <Infinity>'],
  [
    () => checkWhole('f', 'n', 0, 1, 9),
    RangeError,
    'n must be a whole number from 1 to 9, got <0>',
  ],
  [() => checkWhole('f', 'n', 10, 1, 9), RangeError, 'from 1 to 9, got <10>'],
  [() => checkWhole('f', 'n', 0, 1, 'infinite'), RangeError, 'of at least 1, or Infinity, got <0>'],
  [() => checkWhole('f', 'n', -Infinity, 1, 'infinite'), RangeError, 'got <-Infinity>'],
  [() => checkWhole('f', 'n', '', 1, 'infinite'), TypeError, 'of at least 1, or Infinity, got <>'],
  [() => checkChoice('f', 'way', 1, ['a', 'b']), TypeError, "f: way must be 'a' or 'b', got <1>"],
  [
    () => checkChoice('f', 'way', 'd', ['a', 'b', 'c']),
    RangeError,
    "must be 'a', 'b' or 'c', got <d>",
  ],
])('%s is refused', (check, error, message) => {
  expect(check).toThrow(error)
  expect(check).toThrow(message)
})
