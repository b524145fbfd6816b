import { defineConfig, type Options } from 'tsup'

/** What every build shares: ESM, one entry per public subpath, declarations and source maps. */
export function build(options: Options & { entry: string[] }): ReturnType<typeof defineConfig> {
  return defineConfig({
    format: 'esm',
    target: 'node20.19',
    platform: 'node',
    removeNodeProtocol: false,
    clean: true,
    silent: true,
    sourcemap: true,
    // It is private: each package that uses it is published with its own copy.
    noExternal: ['@rivulet/checks'],
    // tsup sets `baseUrl` for its declaration build, which TypeScript 6 rejects as deprecated. With
    // no custom condition, declarations refer to what is published and not to another package's src.
    dts: { compilerOptions: { ignoreDeprecations: '6.0', customConditions: [] } },
    ...options,
  })
}
