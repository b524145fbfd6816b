import { expect, test } from 'vitest'

import { parseTime } from './time.ts'

test.each([
  ['22/Nov/2026:13:57:21 +0000', '2026-11-22T13:57:21.000Z'],
  ['22/Jan/2019:03:56:14 +0330', '2019-01-22T00:26:14.000Z'],
  ['31/Dec/2025:23:00:00 -0130', '2026-01-01T00:30:00.000Z'],
  ['2026-11-22T13:57:11+00:00', '2026-11-22T13:57:11.000Z'],
  ['1795355831.250', '2026-11-22T13:57:11.250Z'],
])('`%s` is %s', (text, iso) => {
  expect(parseTime(text)?.toISOString()).toBe(iso)
})

test.each([
  '',
  '-',
  '22/Nov/2026',
  '22/Foo/2026:13:57:21 +0000',
  '22/Nov/2026:25:00:00 +0000',
  '7',
])('`%s` is not a time', (text) => {
  expect(parseTime(text)).toBeUndefined()
})
