import type { Summary } from './summarise.ts'

/** The summary as one JSON object. */
export function toJson(summary: Summary, elapsedMs: number): string {
  const { files, lines, malformed, errors, results } = summary
  return `${JSON.stringify({ files, lines, malformed, errors, elapsedMs, results })}\n`
}

/** The summary as a table, and a line of totals. */
export function toTable(summary: Summary, elapsedMs: number): string {
  const { files, lines, malformed, errors, results } = summary
  const rows = results.map(
    ({ path, count }) => [count.toLocaleString('en'), printable(path)] as const,
  )
  const header = ['errors', 'path'] as const
  const width = rows.reduce((widest, [count]) => Math.max(widest, count.length), header[0].length)
  const table = rows.length === 0 ? [] : [header, ...rows]
  const totals = [
    plural(files, 'file'),
    plural(lines, 'line'),
    `${malformed.toLocaleString('en')} malformed`,
    plural(errors, 'error'),
    `${elapsedMs.toLocaleString('en')} ms`,
  ]
  return [
    ...table.map(([count, path]) => `${count.padStart(width)}  ${path}\n`),
    ...(table.length === 0 ? [] : ['\n']),
    `${totals.join(', ')}\n`,
  ].join('')
}

function plural(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}

/** A log is written by strangers: what could move a terminal's cursor is shown as an escape. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Control}\u2028\u2029]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
