const collator = new Intl.Collator('en', { numeric: true })

/** Compares two names as people do: runs of digits by their value, so that `2` comes before `10`. */
export function compareNaturally(left: string, right: string): number {
  return collator.compare(left, right) || compareByCodeUnit(left, right)
}

/** Compares two strings as `Array.prototype.sort` does without a callback. */
export function compareByCodeUnit(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
