import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { expect, test, type TestContext } from 'vitest'

import { parseAccessLogLine } from './parse.ts'

// Logs of real servers, with counts that other programs found in them. They lie beside the
// repository, not in it.
const LOGS = new URL('../../../../../shared/data/', import.meta.url)

function linesOf(path: string, { skip }: TestContext): string[] {
  const file = new URL(path, LOGS)
  skip(!existsSync(file), `../shared/data/${path} is absent`)
  const content = readFileSync(file)
  const text = (path.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8')
  return text.split('\n').slice(0, -1)
}

/**
 * What a user sees of a log: its classes of status, what could not be parsed, and the paths of
 * failed requests.
 */
function summary(lines: readonly string[]) {
  const classes: Record<string, number> = {}
  const failures = new Map<string, number>()
  let malformed = 0
  for (const line of lines) {
    const entry = parseAccessLogLine(line)
    if (entry === undefined) {
      malformed += 1
      continue
    }
    const name = `${Math.floor(entry.status / 100)}xx`
    classes[name] = (classes[name] ?? 0) + 1
    if (entry.status >= 500) failures.set(entry.path, (failures.get(entry.path) ?? 0) + 1)
  }
  const rows = [...failures].toSorted(([a, countOfA], [b, countOfB]) =>
    countOfA === countOfB ? (a < b ? -1 : 1) : countOfB - countOfA,
  )
  return { malformed, classes, failures: rows }
}

test('a real Apache log of 10,000 lines has one malformed line and three failures', (context) => {
  const lines = linesOf('real/elastic-apache_logs.log.gz', context)
  expect(summary(lines)).toEqual({
    malformed: 1,
    classes: { '2xx': 9170, '3xx': 609, '4xx': 217, '5xx': 3 },
    failures: [
      ['/misc/Title.php.txt', 2],
      ['/projects/xdotool/', 1],
    ],
  })
})

test('a real shop log, whose lines end in another quoted field, has no malformed line', (context) => {
  const lines = linesOf('real/lnav-shop_access.log.gz', context)
  expect(summary(lines)).toEqual({
    malformed: 0,
    classes: { '2xx': 938, '3xx': 38, '4xx': 24 },
    failures: [],
  })
})

test('a log with paths that lack their slash has 152 failures over 54 paths', (context) => {
  const lines = linesOf('real/lnav-access_log.log.gz', context)
  const { malformed, classes, failures } = summary(lines)
  expect(lines).toHaveLength(2492)
  expect(malformed).toBe(0)
  expect(classes['5xx']).toBe(152)
  expect(failures).toHaveLength(54)
  expect(failures[0]).toEqual(['/index.html', 12])
})

// The same hostile requests, as each server wrote them down in each of its formats.
const APACHE = { classes: { '4xx': 9, '5xx': 1 }, failures: [['/s503', 1]] }
const NGINX = {
  classes: { '2xx': 9, '4xx': 11, '5xx': 2 },
  failures: [
    ['/bad/x', 1],
    ['/s503', 1],
  ],
}

test.for([
  ['apache-common', APACHE],
  ['apache-combined', APACHE],
  ['apache-vhost', APACHE],
  ['nginx-combined', NGINX],
  ['nginx-rt', NGINX],
  ['nginx-json', NGINX],
] as const)('no line that a server wrote to %s.log is malformed', ([name, expected], context) => {
  const lines = linesOf(`generated/${name}.log`, context)
  expect(summary(lines)).toEqual({ malformed: 0, ...expected })
})

test('nginx says the same in its combined and its JSON format', (context) => {
  const combined = linesOf('generated/nginx-combined.log', context)
  const json = linesOf('generated/nginx-json.log', context)
  for (const [index, line] of combined.entries()) {
    const entry = parseAccessLogLine(line)
    const twin = parseAccessLogLine(json[index] ?? '')
    expect(twin).toMatchObject({ status: entry?.status, method: entry?.method, host: entry?.host })
    expect(twin?.path).toBe(unescape(entry?.path ?? ''))
  }
})

/** Undoes nginx's escapes, which this program shows as they are. */
function unescape(text: string): string {
  const bytes = text.replaceAll(/\\x([\dA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
