import { join } from 'node:path'
import ts from 'typescript'

/** A module that is on no disk. */
export interface VirtualModule {
  readonly code: string
  /** Tells where a line of it really stands, counted from 0, in a way that a reader finds it. */
  place(line: number): string
}

/**
 * What the compiler says of modules that are on no disk, as if they stood at their paths, under the
 * options of a package. Every error begins with its place.
 * @param modules by their paths, which are absolute
 */
export function typeErrors(
  packageFolder: string,
  modules: ReadonlyMap<string, VirtualModule>,
): string[] {
  const program = programOf(packageFolder, [...modules.keys()], modules)
  return [...modules].flatMap(([path, { place }]) => {
    const file = program.getSourceFile(path)
    return ts.getPreEmitDiagnostics(program, file).map(({ start = 0, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start).line ?? 0
      return `${place(line)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
  })
}

function programOf(
  packageFolder: string,
  roots: readonly string[],
  modules: ReadonlyMap<string, VirtualModule>,
): ts.Program {
  const options = optionsOf(packageFolder)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (path) => modules.has(path) || fileExists.call(host, path)
  host.readFile = (path) => modules.get(path)?.code ?? readFile.call(host, path)
  return ts.createProgram(roots, options, host)
}

function optionsOf(packageFolder: string): ts.CompilerOptions {
  const file = join(packageFolder, 'tsconfig.json')
  const parsed = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'))
    },
  })
  if (parsed === undefined) throw new Error(`${file} cannot be read`)
  return parsed.options
}
