// There is nothing here at run time: `index.d.ts` declares the types of another package.
// oxlint-disable-next-line unicorn/require-module-specifiers -- that makes it a module
export {}
