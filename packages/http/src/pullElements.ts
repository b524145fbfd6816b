import { isObject } from '@rivulet/checks'
import { DONE, WAIT, type Pull } from '@rivulet/core'
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { BodyError } from './bodyError.ts'
import { show } from './check.ts'

/** Which array {@link pullElements} looks for, and where. */
export interface ElementsOptions {
  readonly url: string
  /** The keys that lead to the array. */
  readonly keys: readonly string[]
  /** How many bytes one element may have, or another value that is as deep in the body. */
  readonly maxElementLength: number
}

/**
 * How deep an element may be nested. The parser takes some 270 bytes for each level, so that 16 MiB of `[` would take
 * more than 4 GB.
 */
const MAX_DEPTH = 10_000

/**
 * Delivers the elements of one array in a JSON text, each as soon as it is complete. Of the rest nothing is
 * kept, but all of it is checked: what follows the array may say that the server failed.
 *
 * The parser is @streamparser/json because it takes bytes, says where an error is, and needs nothing itself.
 */
export function pullElements(
  up: Pull<Uint8Array>,
  { url, keys, maxElementLength }: ElementsOptions,
): Pull<unknown> {
  const elementDepth = keys.length + 1
  // The parser splits its paths at dots; keys that it would misread are compared here instead.
  const selectors = keys.map((key) => (/^$|^\*$|\./.test(key) ? '.*' : `.${key}`)).join('')
  const isExact = !selectors.includes('*')
  const tokenizer = new Tokenizer()
  const parser = new TokenParser({ paths: [`$${selectors}`, `$${selectors}.*`], keepStack: false })
  let elements: unknown[] = []
  let next = 0
  let found = false
  let depth = 0
  let length = 0 // of what was read
  let token = 0 // where the last token began
  let mark = 0 // the length of a byte order mark, which the parser does not count
  let boundary = 0 // the last place at which no element was begun
  let chunk: Uint8Array = new Uint8Array()
  let failure: { readonly error: unknown } | undefined

  tokenizer.onToken = (parsed) => {
    token = parsed.offset + mark
    if (parsed.token === TokenType.LEFT_BRACE || parsed.token === TokenType.LEFT_BRACKET) depth++
    if (parsed.token === TokenType.RIGHT_BRACE || parsed.token === TokenType.RIGHT_BRACKET) depth--
    if (depth > elementDepth + MAX_DEPTH) throw tooDeep()
    if (depth <= elementDepth) boundary = token
    parser.write(parsed)
  }
  parser.onValue = ({ value, key, parent, stack }) => {
    const trail = [...stack.slice(1).map((level) => level.key), key]
    if (!isExact && keys.some((wanted, index) => String(trail[index]) !== wanted)) return
    if (stack.length === elementDepth) {
      if (!Array.isArray(parent)) throw noArray('an object')
      elements.push(value)
      // Its parent is delivered too, to tell an empty array from none: it must not grow.
      parent.length = 0
    } else if (Array.isArray(value)) found = true
    else throw noArray(isObject(value) ? 'an object' : show(value))
  }

  const tooDeep = (): BodyError =>
    new BodyError(
      'TOO_DEEP',
      { url, offset: token },
      `a value is nested more than ${MAX_DEPTH} deep, as no JSON is that means well`,
    )

  const noArray = (what: string): BodyError =>
    new BodyError('NO_ARRAY', { url, offset: token }, `${where(keys)} is ${what} and not an array`)

  const toBodyError = (error: unknown): unknown => {
    if (error instanceof BodyError) return error
    const { message } = error as Error
    const offset = Number(/absolute position "(\d+)"/.exec(message)?.[1] ?? token)
    // "Unexpected RIGHT_BRACE ("}") in state VALUE" is for those who know the parser.
    const what = message
      .replace(/ at chunk position.*| in state .*/s, '')
      .replace(/[A-Z_]+ \((.*)\)$/s, '$1')
    const start = Math.max(0, offset - length)
    const text = new TextDecoder().decode(chunk.subarray(start, start + 40))
    return new BodyError(
      'NOT_JSON',
      { url, offset },
      `the body is not JSON: ${what}, at ${JSON.stringify(text)}`,
      { cause: error },
    )
  }

  const takeChunk = (): void => {
    try {
      tokenizer.write(chunk)
    } catch (error) {
      failure = { error: toBodyError(error) }
      return
    }
    length += chunk.length
    if (length - boundary <= maxElementLength) return
    failure = {
      error: new BodyError(
        'TOO_LONG',
        { url, offset: boundary },
        `a value of more than ${maxElementLength} bytes begins here: raise maxElementLength if that is right`,
      ),
    }
  }

  const takeEnd = (): BodyError | undefined => {
    const place = { url, offset: length }
    try {
      tokenizer.end()
    } catch (cause) {
      // A number at the end is over only now.
      if (cause instanceof BodyError) return cause
      return new BodyError('TRUNCATED', place, 'the body ends within a value', { cause })
    }
    if (!parser.isEnded) {
      return new BodyError(
        'TRUNCATED',
        place,
        length === 0 ? 'the body is empty' : 'the body ends before its JSON does',
      )
    }
    return found ? undefined : new BodyError('NO_ARRAY', place, `there is no ${where(keys)}`)
  }

  return () => {
    for (;;) {
      if (next < elements.length) return elements[next++]
      elements = []
      next = 0
      if (failure !== undefined) throw failure.error
      const answer = up()
      if (answer === WAIT) return WAIT
      if (answer === DONE) {
        const error = takeEnd()
        if (error === undefined) return DONE
        throw error
      }
      chunk = answer
      if (length === 0 && chunk[0] === 0xef) mark = 3
      takeChunk()
    }
  }
}

function where(keys: readonly string[]): string {
  return keys.length === 0 ? 'the body' : `value at ${keys.map((key) => show(key)).join(', ')}`
}
