import { isObject, parseJson } from './json.ts'

/**
 * What may be inside a line that something else has wrapped: in quotes, by a CSV file, a
 * spreadsheet or a JSON array (with the quotes inside as they were, doubled, or escaped), or in the
 * `log` field of Docker's `json-file` driver. Which of these it is shows only when what was inside
 * can be parsed: they come in the order in which to try them.
 */
export function* unwrappings(line: string): Generator<string> {
  const wrapped = line.trimEnd()
  if (wrapped.startsWith('{"log":')) {
    const object = parseJson(wrapped)
    if (isObject(object) && typeof object['log'] === 'string') yield object['log']
  } else if (wrapped.length > 1 && wrapped.startsWith('"') && wrapped.endsWith('"')) {
    const inside = wrapped.slice(1, -1)
    yield inside
    yield inside.replaceAll('""', '"')
    const text = parseJson(wrapped)
    if (typeof text === 'string') yield text
  }
}
