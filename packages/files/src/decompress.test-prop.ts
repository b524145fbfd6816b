import { pipe } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decompress } from './decompress.ts'
import { TruncatedInputError } from './inputErrors.ts'
import { cut, gzipMember, textOf } from './testSupport.ts'

const bytes = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((array) => Buffer.from(array))

// Contents that are long enough for several calls of zlib, without many random bytes.
const anyContent = fc
  .tuple(bytes(60), fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 10_000 })))
  .map(([some, times]) => Buffer.concat(Array.from({ length: times }, () => some)))

const fieldText = fc.option(
  fc.string().map((text) => text.replaceAll('\0', '')),
  { nil: undefined },
)

const member = fc
  .record({
    content: anyContent,
    extra: fc.option(bytes(300), { nil: undefined }),
    name: fieldText,
    comment: fieldText,
    checked: fc.boolean(),
    level: fc.integer({ min: 0, max: 9 }),
    zeros: fc.nat({ max: 20 }),
  })
  .map(({ content, level, zeros, ...fields }) => ({
    content,
    file: Buffer.concat([gzipMember(content, fields, { level }), Buffer.alloc(zeros)]),
  }))

const fileOfMembers = fc.array(member, { minLength: 1, maxLength: 4 }).map((members) => ({
  content: Buffer.concat(members.map((each) => each.content)),
  file: Buffer.concat(members.map((each) => each.file)),
}))

test('members of any content, with any header and zeros after them, are read from any chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fileOfMembers.chain(({ content, file }) => fc.tuple(fc.constant(content), cut(file))),
      async ([content, chunks]) => {
        const { text, error } = await textOf(pipe(chunks, decompress()))
        expect(error).toBe(undefined)
        expect(Buffer.from(text, 'latin1').equals(content)).toBe(true)
      },
    ),
  )
})

test('a part of a file gives a part of its content, and no other error than that it is cut off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fileOfMembers.chain(({ content, file }) =>
        fc
          .nat(file.length - 1)
          .chain((end) => fc.tuple(fc.constant(content), cut(file.subarray(0, end)))),
      ),
      async ([content, chunks]) => {
        const { text, error } = await textOf(pipe(chunks, decompress()))
        expect(content.toString('latin1').startsWith(text)).toBe(true)
        expect(error === undefined || error instanceof TruncatedInputError).toBe(true)
      },
    ),
  )
})

test('what is not gzip passes through from any chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes(50)
        .filter((some) => some[0] !== 0x1f)
        .chain((some) => fc.tuple(fc.constant(some), cut(some))),
      async ([some, chunks]) => {
        expect(await textOf(pipe(chunks, decompress()))).toEqual({ text: some.toString('latin1') })
      },
    ),
  )
})
