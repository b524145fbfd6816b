/** How many bytes tell what is in a zstd file. */
export const MAGIC_LENGTH = 4

const FRAME = Buffer.of(0x28, 0xb5, 0x2f, 0xfd)
const SKIPPABLE_REST = Buffer.of(0x2a, 0x4d, 0x18)

/** Whether bytes are the beginning of a frame, or as much of it as there is. */
export function beginsZstd(bytes: Buffer): boolean {
  const magic = bytes.subarray(0, MAGIC_LENGTH)
  return FRAME.subarray(0, magic.length).equals(magic)
}

/** The same for what readers have to skip: `pzstd` and seekable archives write such frames. */
export function beginsSkippable(bytes: Buffer): boolean {
  const [first = 0x50] = bytes
  const rest = bytes.subarray(1, MAGIC_LENGTH)
  return first >> 4 === 5 && SKIPPABLE_REST.subarray(0, rest.length).equals(rest)
}
