import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { follow } from './follow.ts'
import { temporaryFolder } from './testSupport.ts'

const watched = vi.hoisted(() => [] as string[])

vi.mock('node:fs', async (original) => ({
  ...(await original<object>()),
  watch: (folder: string) => {
    watched.push(folder)
    throw Object.assign(new Error('ENOSPC: too many watchers'), { code: 'ENOSPC' })
  },
}))

test('a file is followed by looking at it where there are no hints', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'web.log')
  writeFileSync(path, 'one\n')
  const lines = follow(path, { from: 'start', poll: 1, linger: 0 })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('one')
  const two = lines.next()
  appendFileSync(path, 'two\n')
  expect((await two).value).toBe('two')
  const three = lines.next()
  renameSync(path, `${path}.1`)
  writeFileSync(path, 'three\n')
  expect((await three).value).toBe('three')
  await lines.return?.()
  expect(watched).toContain(folder)
})
