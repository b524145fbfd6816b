import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** Raw results go beside the pages that discuss them, when the environment asks for it. */
export function saveResults(question: string, results: Readonly<Record<string, unknown>>): void {
  if (process.env['SAVE_RESULTS'] === undefined) return
  const slug = question
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const major = process.versions.node.split('.')[0]
  const folder = new URL('../results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const machine = { node: process.version, processor: cpus()[0]?.model, cores: cpus().length }
  const content = JSON.stringify({ question, ...machine, ...results }, undefined, 2)
  writeFileSync(new URL(`${slug}.node${major}.json`, folder), `${content}\n`)
}
