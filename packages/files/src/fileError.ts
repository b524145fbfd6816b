/** The same error with the file's name: those of open have it, those of reading and writing have not. */
export function fileError(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException
  return Object.assign(new Error(`${message} '${path}'`, { cause: error }), { code, path })
}
