import { compareByCodeUnit, compareNaturally } from './naturalOrder.ts'

/** What the name of a file tells about its place among the files that a log was rotated into. */
export interface Rotation {
  /** The name of the log itself, which all of them share. */
  readonly stem: string
  /** The digits of its date, or of its Unix time; empty for a name without. */
  readonly date: string
  readonly number: number | undefined
  readonly isCompressed: boolean
}

const COMPRESSED = /\.(?:gz|bz2|xz|zst|br|lz4|zip|Z)$/u
const NUMBER = /\.(\d{1,6})$/u

/**
 * A date in the last part of a path with what separates it: `-20260131`, `.2026-01-31`, `_2026-01`, with a
 * time behind it or not, or a Unix time. A number may follow, where a day has several files.
 */
const DATE = new RegExp(
  String.raw`[-_.](?<date>` +
    String.raw`(?:19|20)\d\d(?<separator>[-_.]?)(?:0[1-9]|1[0-2])` +
    String.raw`(?:\k<separator>(?:0[1-9]|[12]\d|3[01])(?:[-_T]?[0-2]\d(?:[-_:.]?[0-5]\d){0,2})?)?` +
    String.raw`|1\d{9}(?:\d{3})?)` +
    String.raw`(?![^-_.])(?:[-_.](?<number>\d+)(?![^-_./]))?(?=[^/]*$)`,
  'u',
)

/** Reads a name such as `access.log.2.gz`, `access.log-20260131` or `access-2026-01-31.log`. */
export function rotationOf(path: string): Rotation {
  let stem = path.replace(COMPRESSED, '')
  const dated = DATE.exec(stem)
  if (dated !== null) stem = stem.slice(0, dated.index) + stem.slice(dated.index + dated[0].length)
  const numbered = NUMBER.exec(stem)
  if (numbered !== null) stem = stem.slice(0, numbered.index)
  const number = dated?.groups?.['number'] ?? numbered?.[1]
  return {
    stem,
    date: dated?.groups?.['date']?.replaceAll(/\D/gu, '') ?? '',
    number: number === undefined ? undefined : Number(number),
    isCompressed: COMPRESSED.test(path),
  }
}

/** Compares two paths: the files of one log together, the oldest first, the one that is written to last. */
export function compareRotations(left: string, right: string): number {
  const a = rotationOf(left)
  const b = rotationOf(right)
  return compareNaturally(a.stem, b.stem) || compareAges(a, b) || compareByCodeUnit(left, right)
}

function compareAges(a: Rotation, b: Rotation): number {
  if (a.date !== '' && b.date !== '') {
    // Where a day has several files, they are counted from its first on: `.log-20260131`, then `-20260131.1`.
    return compareByCodeUnit(a.date, b.date) || (a.number ?? -1) - (b.number ?? -1)
  }
  if (a.date !== '' || b.date !== '') return a.date === '' ? 1 : -1
  // Without a date it is renamed from .1 to .2 each time another one comes.
  return (b.number ?? -1) - (a.number ?? -1)
}
