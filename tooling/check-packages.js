// Packs every published package as `pnpm publish` would, and looks at it as those who install it do:
// what the tarball holds, publint, are-the-types-wrong, and a clean project that installs the
// tarballs, imports and requires every entry, and compiles against the declarations.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJson, root, workspaces } from './workspace.js'

const published = workspaces().filter(({ manifest }) => !manifest.private)
const temporary = mkdtempSync(join(tmpdir(), 'rivulet-packages-'))
let problems = 0

try {
  const packed = published.map(pack)
  for (const { manifest, tarball, files } of packed) {
    console.log(`\n${manifest.name}: ${files.length} files`)
    for (const problem of contentProblems(manifest, files)) report(problem)
    run(temporary, join(root, 'node_modules/.bin/publint'), ['--strict', tarball])
    // A package without a root entry has nothing to type.
    if (manifest.exports?.['.']) {
      run(temporary, join(root, 'node_modules/.bin/attw'), ['--profile', 'esm-only', tarball])
    }
  }
  console.log('\nA clean project')
  consume(packed)
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

console.log(`\n${published.length} packages, ${problems} problems`)
if (published.length === 0 || problems > 0) process.exitCode = 1

/**
 * @typedef {import('./workspace.js').Manifest} Manifest
 * @typedef {{ manifest: Manifest, tarball: string, files: string[] }} Packed
 */

/**
 * @param {import('./workspace.js').Workspace} workspace
 * @returns {Packed} the manifest is the packed one, in which pnpm has applied `publishConfig`
 */
function pack({ directory, manifest: { name } }) {
  const destination = join(temporary, name)
  mkdirSync(destination, { recursive: true })
  if (!run(directory, 'pnpm', ['pack', '--pack-destination', destination]))
    throw new Error(`${name} cannot be packed`)
  const [file] = readdirSync(destination)
  const tarball = join(destination, String(file))
  execFileSync('tar', ['-xzf', tarball, '-C', destination])
  const content = join(destination, 'package')
  return {
    manifest: readJson(join(content, 'package.json')),
    tarball,
    files: readdirSync(content, { recursive: true, encoding: 'utf8' }),
  }
}

/**
 * @param {Manifest} manifest
 * @param {string[]} files
 */
function contentProblems(manifest, files) {
  const text = JSON.stringify({ ...manifest, publishConfig: undefined })
  return [
    ...['README.md', 'LICENSE', 'package.json']
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing`),
    ...files
      .filter((file) => /^src\b|\.test(-d|-prop)?\./.test(file))
      .map((file) => `${file} does not belong in the package`),
    ...['@rivulet/source', '"workspace:', '"catalog:']
      .filter((trace) => text.includes(trace))
      .map((trace) => `the packed manifest holds ${trace}`),
  ]
}

/** @param {Packed[]} packed */
function consume(packed) {
  const consumer = join(temporary, 'consumer')
  mkdirSync(consumer)
  const write = (/** @type {string} */ file, /** @type {string[]} */ lines) =>
    writeFileSync(join(consumer, file), `${lines.join('\n')}\n`)

  const entries = packed.flatMap(({ manifest }) =>
    Object.keys(manifest.exports ?? {})
      .filter((subpath) => subpath !== './package.json')
      .map((subpath) => `${manifest.name}${subpath.slice(1)}`),
  )
  const bins = packed.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}))
  write('package.json', [
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: Object.fromEntries(
        packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]),
      ),
    }),
  ])
  write(
    'import.js',
    entries.map((entry) => `await import('${entry}')`),
  )
  write(
    'require.cjs',
    entries.map((entry) => `require('${entry}')`),
  )
  write(
    'types.ts',
    entries.map((entry, index) => `export * as entry${index} from '${entry}'`),
  )
  write('tsconfig.json', [
    JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023', 'esnext.disposable'],
        module: 'nodenext',
        types: ['node'],
        strict: true,
        noEmit: true,
      },
      files: ['types.ts'],
    }),
  ])
  if (!run(consumer, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'])) return
  symlinkSync(join(root, 'node_modules/@types'), join(consumer, 'node_modules/@types'))
  run(consumer, process.execPath, ['import.js'])
  run(consumer, process.execPath, ['require.cjs'])
  run(consumer, join(root, 'node_modules/.bin/tsc'), [])
  for (const bin of bins) run(consumer, join(consumer, 'node_modules/.bin', bin), ['--help'])
}

/**
 * @param {string} directory
 * @param {string} command
 * @param {string[]} parameters
 * @returns {boolean} whether it exited with 0
 */
function run(directory, command, parameters) {
  try {
    execFileSync(command, parameters, {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
    return true
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error)
    report(`${command} ${parameters.join(' ')}\n${stdout}${stderr}`)
    return false
  }
}

/** @param {string} problem */
function report(problem) {
  problems += 1
  console.log(`  ${problem.replaceAll(`${temporary}/`, '')}`)
}
