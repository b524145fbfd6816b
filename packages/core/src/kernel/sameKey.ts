/** Tells keys apart as a `Map` does (SameValueZero): `NaN` equals itself, and 0 equals -0. */
export function sameKey(a: unknown, b: unknown): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}
