// oxlint-disable-next-line typescript/triple-slash-reference -- only a script can declare another module
/// <reference path="./declarations.d.ts" />

/**
 * Importing this entry declares `zlib-streams/zlib-streams.js`, which has no types of its own:
 * `import '@rivulet/streams/zlib-streams'`.
 */
// oxlint-disable-next-line unicorn/require-module-specifiers -- that makes it a module
export {}
