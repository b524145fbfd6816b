/** More than that is a mistake (an epoch in place of seconds is one of 50 years) and no request to wait. */
const A_DAY = 24 * 60 * 60 * 1000

/** `Sun, 06 Nov 1994 08:49:37 GMT` and the two older forms of RFC 9110, section 5.6.7. */
const DATE = /^[A-Z][a-z]+,? .*\d\d:\d\d:\d\d/

/**
 * The milliseconds that a `Retry-After` header (RFC 9110, section 10.2.3) asks to wait, in seconds or as a date;
 * `undefined` for none, and for one that is rubbish, in the past, or further away than a day.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? ''
  let wait = Number.NaN
  if (/^\d+(?:\.\d+)?$/.test(text)) wait = Number(text) * 1000
  // Without a zone, as in the asctime form, a date is one of UTC.
  else if (DATE.test(text)) wait = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now
  return wait >= 0 && wait <= A_DAY ? Math.ceil(wait) : undefined
}
