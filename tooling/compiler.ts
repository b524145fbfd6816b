import { join, relative } from 'node:path'
import ts from 'typescript'
import { examplesInPage } from './examples.ts'

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

/**
 * What a package's entry points export, types included, and whose docstring has no example that is run, as
 * `src/index.ts: name`.
 */
export function exportsWithoutExample(packageFolder: string): string[] {
  const entries = entriesOf(packageFolder)
  const program = programOf(packageFolder, entries)
  const checker = program.getTypeChecker()
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(entry)
    const module = file && checker.getSymbolAtLocation(file)
    if (module === undefined) throw new Error(`${entry} is no module`)
    return checker
      .getExportsOfModule(module)
      .filter((symbol) => !hasExample(declared(symbol, checker), checker))
      .map(({ name }) => `${relative(packageFolder, entry)}: ${name}`)
  })
}

/**
 * The modules behind `exports` of a package's manifest.
 * @throws Error if there are none: then nothing would be checked, and nobody would notice
 */
function entriesOf(packageFolder: string): string[] {
  const manifest = ts.sys.readFile(join(packageFolder, 'package.json')) ?? '{}'
  const { exports = {} } = JSON.parse(manifest) as { exports?: Record<string, unknown> }
  const entries = Object.values(exports).flatMap((target) => {
    const source = (target as { readonly '@rivulet/source'?: string })['@rivulet/source']
    return source === undefined ? [] : [join(packageFolder, source)]
  })
  if (entries.length === 0) throw new Error(`${packageFolder} exports no '@rivulet/source'`)
  return entries
}

/** What a re-export stands for. */
function declared(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function hasExample(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return (
    symbol.getDocumentationComment(checker).length > 0 &&
    symbol
      .getJsDocTags(checker)
      .some(
        ({ name, text }) =>
          name === 'example' && examplesInPage(`${ts.displayPartsToString(text)}\n`).length > 0,
      )
  )
}

function programOf(
  packageFolder: string,
  roots: readonly string[],
  modules: ReadonlyMap<string, VirtualModule> = new Map(),
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
