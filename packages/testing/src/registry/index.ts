import { core } from './core/index.ts'
import { files } from './files/index.ts'
import { http } from './http/index.ts'
import { streamIter } from './streams/streamIter.ts'
import { streams } from './streams/index.ts'
import {
  isStage,
  type CallbackCase,
  type Law,
  type PackageRegistry,
  type StageCase,
  type StageRegistration,
} from './registration.ts'

/** What is registered, by the specifier of the entry that exports it. */
export const registry: Readonly<Record<string, PackageRegistry>> = {
  '@rivulet/core': core,
  '@rivulet/streams': streams,
  '@rivulet/streams/iter': streamIter,
  '@rivulet/files': files,
  '@rivulet/http': http,
}

/** Every registered stage with its name, without those to which the law does not apply. */
export function stagesUnder(law?: Law): [name: string, StageRegistration][] {
  return Object.values(registry)
    .flatMap((exported) => Object.entries(exported))
    .filter((entry): entry is [string, StageRegistration] => isStage(entry[1]))
    .filter(([, { exempt }]) => law === undefined || exempt?.[law] === undefined)
}

/** The cases of everything that delivers items. */
export function pipelinesUnder(law: Law): StageCase[] {
  return stagesUnder(law)
    .filter(([, { kind }]) => kind !== 'sink')
    .flatMap(([, { cases }]) => cases)
}

/** The cases of everything that gives one result. */
export function sinksUnder(law: Law): StageCase[] {
  return stagesUnder(law)
    .filter(([, { kind }]) => kind === 'sink')
    .flatMap(([, { cases }]) => cases)
}

export function callbacksUnder(law: Law): (CallbackCase & { readonly isSink: boolean })[] {
  return stagesUnder(law).flatMap(([, { callbacks = [], kind }]) =>
    callbacks.map((callback) => ({ ...callback, isSink: kind === 'sink' })),
  )
}
