import fc from 'fast-check'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { follow } from './follow.ts'
import { temporaryFolder, turn } from './testSupport.ts'

const folder = temporaryFolder()

/** What a writer and a rotation do. Text without a newline is a part of a line. */
const step = fc.oneof(
  fc.constantFrom('a\n', 'b', '\n', '\u00FC\r\n', 'c\nd\ne').map((text) => ({ write: text })),
  fc
    .constantFrom('rename', 'rename, make another', 'open the new one', 'wait')
    .map((act) => ({ act })),
)

test(
  'any writes and rotations give the lines of the files, one after the other',
  { timeout: 60_000 },
  async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const home = join(folder, String(runs++))
        const path = join(home, 'web.log')
        mkdirSync(home)
        let log = openSync(path, 'a')
        const contents = ['']
        const write = (text: string): void => {
          writeSync(log, text)
          contents[contents.length - 1] += text
        }
        let isRenamed = false
        const reopen = (): void => {
          if (!isRenamed) return
          closeSync(log)
          log = openSync(path, 'a')
          contents.push('')
          isRenamed = false
        }
        const rename = (): void => {
          if (isRenamed) return // the next rotation comes when its writer has moved on
          for (let age = contents.length; age > 0; age--) {
            if (existsSync(`${path}.${age}`)) renameSync(`${path}.${age}`, `${path}.${age + 1}`)
          }
          renameSync(path, `${path}.1`)
          isRenamed = true
        }

        write('the beginning\n')
        const lines = follow(path, { from: 'start', linger: 0, poll: 5 })[Symbol.asyncIterator]()
        const delivered = [(await lines.next()).value as string]
        for (const each of steps) {
          if ('write' in each) write(each.write)
          else if (each.act === 'open the new one') reopen()
          else if (each.act === 'wait') await turn()
          else {
            rename()
            if (each.act !== 'rename') closeSync(openSync(path, 'a'))
          }
        }
        write('\nthe end\n')
        while (delivered.at(-1) !== 'the end') delivered.push((await lines.next()).value as string)
        await lines.return?.()
        closeSync(log)
        rmSync(home, { recursive: true })
        expect(delivered).toEqual(contents.flatMap(linesOf))
      }),
      { numRuns: 40 },
    )
  },
)

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/u)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
