import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} [version]
 * @property {boolean} [private]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [scripts]
 *
 * @typedef {object} Workspace
 * @property {string} directory absolute, with a slash at the end
 * @property {Manifest} manifest
 */

export const root = fileURLToPath(new URL('../', import.meta.url))

/** @returns {Workspace[]} every workspace package, in the order of their folders */
export function workspaces() {
  return [...children('packages'), ...children('apps'), 'benchmarks', 'examples']
    .map((path) => `${root}${path}/`)
    .filter((directory) => existsSync(`${directory}package.json`))
    .map((directory) => ({ directory, manifest: readJson(`${directory}package.json`) }))
}

/** @param {string} path */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** @param {string} folder */
function children(folder) {
  return readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`)
}
