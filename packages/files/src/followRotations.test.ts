import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { follow } from './follow.ts'
import { openFilesIn, temporaryFolder } from './testSupport.ts'

const folder = temporaryFolder()
const ROTATIONS = 1000
const LINES_IN_A_FILE = 6

/**
 * Writes numbered lines to a log and rotates it, as logrotate and a writer do together: after the log
 * has been renamed, and often after another was made in its place, the writer writes on to the renamed one until it
 * opens the new one. It is never more than `AHEAD` rotations ahead of what its reader has confirmed.
 */
const WRITER = `
  import { closeSync, existsSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
  const [path, naming, rotations, lines, ahead, kept] = process.argv.slice(1)
  let number = 0
  let confirmed = 0
  let log = openSync(path, 'a')
  const write = () => writeSync(log, 'line ' + number++ + '\\n')
  for (let rotation = 1; rotation <= rotations; rotation++) {
    for (let line = 0; line < lines - 2; line++) write()
    while (rotation - confirmed > ahead) {
      const heard = readSync(0, Buffer.alloc(100))
      if (heard === 0) process.exit(1) // the reader is gone
      confirmed += heard
    }
    if (naming === 'numbers') {
      for (let age = kept - 1; age > 0; age--) {
        if (existsSync(path + '.' + age)) renameSync(path + '.' + age, path + '.' + (age + 1))
      }
      renameSync(path, path + '.1')
    } else renameSync(path, path + '-' + (1767225600 + rotation))
    write()
    if (rotation % 2) closeSync(openSync(path, 'a'))
    write()
    closeSync(log)
    log = openSync(path, 'a')
  }
  write()
`

test.each([
  // The oldest of the numbered files are overwritten, but none that the reader may not have seen.
  ['numbers', '20', '30'],
  ['dates', '50', '1000'],
])(
  `of ${ROTATIONS} rotations to names with %s nothing is lost and nothing comes twice`,
  { timeout: 120_000 },
  async (naming, ahead, kept) => {
    const path = join(folder, naming)
    writeFileSync(path, 'the beginning\n')
    const lines = follow(path, { from: 'start', linger: 0 })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('the beginning')
    const parameters = [path, naming, String(ROTATIONS), String(LINES_IN_A_FILE), ahead, kept]
    const writer = spawn(
      process.execPath,
      ['--input-type=module', '--eval', WRITER, ...parameters],
      { stdio: ['pipe', 'inherit', 'inherit'] },
    )
    const exited = once(writer, 'exit')
    // It may be gone when the last files are confirmed.
    writer.stdin.on('error', () => {})

    for (let number = 0; number <= ROTATIONS * LINES_IN_A_FILE; number++) {
      expect((await lines.next()).value).toBe(`line ${number}`)
      if (number % LINES_IN_A_FILE === LINES_IN_A_FILE - 1) writer.stdin.write('.')
    }
    await lines.return?.()
    expect(openFilesIn(path)).toEqual([])
    expect(await exited).toEqual([0, null])
  },
)
