const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const COMMON = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,20}$/
const EPOCH_SECONDS = /^\d{9,11}(\.\d+)?$/

/**
 * Reads a time as logs write it: the servers' own format, ISO 8601 (nginx `$time_iso8601`), or
 * seconds since 1970 (nginx `$msec`). `undefined` for any other text.
 */
export function parseTime(text: string): Date | undefined {
  const date = new Date(milliseconds(text))
  return Number.isNaN(date.getTime()) ? undefined : date
}

function milliseconds(text: string): number {
  const common = COMMON.exec(text)
  if (common !== null) {
    const [, day, name = '', year, clock, zoneHours, zoneMinutes] = common
    const month = String(MONTHS.indexOf(name) + 1).padStart(2, '0')
    return Date.parse(`${year}-${month}-${day}T${clock}${zoneHours}:${zoneMinutes}`)
  }
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000
  return ISO.test(text) ? Date.parse(text) : Number.NaN
}
