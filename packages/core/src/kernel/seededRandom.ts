/**
 * Random numbers from 0 up to and without 1, the same ones for the same seed everywhere. Not for
 * secrets. The generator is xoshiro128++ (Blackman and Vigna, Scrambled Linear Pseudorandom Number
 * Generators, 2021), which needs no more than 32-bit arithmetic.
 * @param seed a whole number of at least 0
 */
export function seededRandom(seed: number): () => number {
  const next = xoshiro128(stateOf(seed))
  return () => next() / 2 ** 32
}

/** Whole numbers below 2 ** 32. The state may be anything but all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state
  return () => {
    const result = (rotate(a + d, 7) + a) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** Spreads a seed over a state: that of a small number would be nearly all zero, and slow to leave it. */
function stateOf(seed: number): [number, number, number, number] {
  const low = mix(seed)
  const high = mix(low + Math.floor(seed / 2 ** 32) + 1)
  const third = mix(high + 1)
  return [low, high, third, mix(third + 1)]
}

/** The finalizer of MurmurHash3 (Appleby): no bit of the result hangs on one bit of the word alone. */
function mix(word: number): number {
  let mixed = word | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
