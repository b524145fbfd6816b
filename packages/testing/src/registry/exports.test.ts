import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { registry } from './index.ts'
import type { PackageRegistry } from './registration.ts'
import { unregistered, withoutExport } from './compare.ts'

const PACKAGES = ['@rivulet/core', '@rivulet/streams', '@rivulet/files', '@rivulet/http']

const { resolve } = createRequire(import.meta.url)

/** The specifier of every entry of a package that is a module. */
function entriesOf(name: string): string[] {
  const manifest = JSON.parse(readFileSync(resolve(`${name}/package.json`), 'utf8')) as {
    exports: Record<string, unknown>
  }
  return Object.keys(manifest.exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => name + entry.slice(1))
}

const entries = PACKAGES.flatMap(entriesOf)

describe.each(entries)('the registry of %s', (entry) => {
  it('has every export', async () => {
    const exported = (await import(/* @vite-ignore */ entry)) as object
    expect(unregistered(exported, registry[entry] ?? {})).toEqual([])
  })

  it('has nothing that is not exported', async () => {
    const exported = (await import(/* @vite-ignore */ entry)) as object
    expect(withoutExport(exported, registry[entry] ?? {})).toEqual([])
  })
})

it('has no entry that no package has', () => {
  expect(Object.keys(registry).filter((entry) => !entries.includes(entry))).toEqual([])
})

describe('the comparison with what is exported', () => {
  const registered: PackageRegistry = { known: { kind: 'value', reason: 'for this test' } }

  it('names an export that is not registered', () => {
    expect(unregistered({ known: 1, forgotten: 2 }, registered)).toEqual(['forgotten'])
  })

  it('names a registration without an export', () => {
    expect(withoutExport({}, registered)).toEqual(['known'])
  })
})
