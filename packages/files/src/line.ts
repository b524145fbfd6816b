/**
 * A line that knows where it came from: what `lines` and `splitLines` deliver with `position: true`.
 *
 * @example
 * ```ts
 * import { filter, pipe } from '@rivulet/core'
 * import { lines, type Line } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * // As compilers and grep tell places: many editors open such a text at its line.
 * const show = ({ file, line, text }: Line): string => `${file}:${line}: ${text}`
 *
 * writeFileSync('found.log', 'GET /\nPOST /\n')
 * const posts = filter(({ text }: Line) => text.startsWith('POST'))
 * for await (const line of pipe(lines('found.log', { position: true }), posts)) {
 *   console.log(show(line)) // found.log:2: POST /
 * }
 * ```
 */
export interface Line {
  /** The line itself. */
  readonly text: string
  /** The file as it was named, or what the caller calls the input; `undefined` for a nameless source. */
  readonly file: string | undefined
  /** The number of the line in its file, from 1. */
  readonly line: number
  /** Where the line begins, in bytes of the text: of what comes out of a compressed file. */
  readonly offset: number
  /** Where reading may go on when this line is done with: see the option `checkpoint` of `lines`. */
  readonly checkpoint: Checkpoint
}

/**
 * A place between two lines, as plain JSON: it may be stored, and another process may go on from there.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { lines, type Checkpoint } from '@rivulet/files'
 * import { readFileSync, writeFileSync } from 'node:fs'
 *
 * writeFileSync('queue.log', 'one\ntwo\nthree\n')
 * for await (const { text, checkpoint } of lines('queue.log', { position: true })) {
 *   writeFileSync('done.json', JSON.stringify(checkpoint)) // after each line that is done with
 *   if (text === 'two') break // the process ends here, and the next one goes on
 * }
 * const checkpoint: Checkpoint = JSON.parse(readFileSync('done.json', 'utf8'))
 * console.log(checkpoint) // { file: 'queue.log', offset: 8, line: 3 }
 * console.log(await pipe(lines('queue.log', { checkpoint }), toArray())) // ['three']
 * ```
 */
export interface Checkpoint {
  /** The file that is to be gone on with; left out for a source of bytes that is no file. */
  readonly file?: string | undefined
  /** Where the next line begins, in bytes of the text. */
  readonly offset: number
  /** The number of that line. */
  readonly line: number
}

/** The checkpoint is made when it is asked for: most programs store one in a thousand. */
export class PositionedLine implements Line {
  readonly text: string
  readonly file: string | undefined
  readonly line: number
  readonly offset: number
  readonly #end: number

  constructor(text: string, file: string | undefined, line: number, offset: number, end: number) {
    this.text = text
    this.file = file
    this.line = line
    this.offset = offset
    this.#end = end
  }

  get checkpoint(): Checkpoint {
    const { file, line } = this
    return { ...(file === undefined ? {} : { file }), offset: this.#end, line: line + 1 }
  }
}
