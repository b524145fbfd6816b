import * as fc from 'fast-check'

/** What a source gives, where nothing depends on the items. */
export const SIX = [1, 2, 3, 4, 5, 6]

export const double = (n: number): number => n * 2
export const negative = (n: number): number => -n
export const isEven = (n: number): boolean => n % 2 === 0
export const parity = (n: number): string => (isEven(n) ? 'even' : 'odd')
export const noOp = (): undefined => undefined

/** Random callbacks that say yes or no to an item. */
export const predicates = fc.func<[unknown, number], boolean>(fc.boolean())

/** Random callbacks that give each item a key from 0 to `greatest`: few, so that items share them. */
export const keysUpTo = (greatest: number) => fc.func<[unknown], number>(fc.nat(greatest))

export const concurrencies = fc.integer({ min: 1, max: 5 })
