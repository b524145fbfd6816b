import { expect, test } from 'vitest'
import { parseLinks } from './parseLinks.ts'

const targetsOfNext = (header: string): string[] =>
  parseLinks(header)
    .filter(({ relations }) => relations.includes('next'))
    .map(({ target }) => target)

test.each([
  ['a plain link', '<u>; rel="next"', ['u']],
  ['a token instead of a quoted string', '<u>; rel=next', ['u']],
  ['no space at all', '<a>;rel=prev,<u>;rel=next', ['u']],
  ['space wherever it may be', '< u > ; rel = "next" , <a>;rel=prev', ['u']],
  ['commas and semicolons in the URL', '<u?a=1,2;b=3>; rel="next"', ['u?a=1,2;b=3']],
  ['upper case', '<u>; REL="NEXT"', ['u']],
  ['several relations in one rel', '<u>; rel="last  next"', ['u']],
  ['relations that only contain the name', '<u>; rel="next-archive my-next"', []],
  ['an empty URL', '<>; rel=next', ['']],
  ['an empty element at the beginning', ', <u>; rel=next', ['u']],
  ['empty elements between and after', '<a>; rel=prev, ,, <u>; rel=next,', ['u']],
  ['empty parameters', '<u>;; rel=next;', ['u']],
  ['a link inside a quoted string', '<a>; title="x, <b>; rel=next", <u>; rel=next', ['u']],
  ['escaped quotes', String.raw`<u>; title="\"; rel=prev; \\"; rel="next"`, ['u']],
  ['a parameter without a value before', '<a>; rel=preload; crossorigin, <u>; rel=next', ['u']],
  ['a parameter without a value between', '<u>; crossorigin; rel=next', ['u']],
  ['an extended value that cannot be decoded', "<u>; title*=UTF-8''%E4%ZZ; rel=next", ['u']],
  ['rel given twice: the first counts', '<u>; rel=prev; rel=next', []],
  ['two next links', '<u>; rel=next, <v>; rel=next', ['u', 'v']],
  ['garbage around it', 'nonsense, <u>; rel=next, more', ['u']],
  ['a quoted string that does not end', '<u>; rel="next', ['u']],
  ['an angle bracket that does not close', '<u; rel=next', []],
  ['an empty header', '', []],
])('reads %s', (_, header, expected) => {
  expect(targetsOfNext(header)).toEqual(expected)
})

test('takes time in proportion to the header', () => {
  const began = performance.now()
  for (const piece of ['<', '<a>;', '<a> ; ', '<a>;x="', '<a>;x=\\', ' ;', '"', '<a>; ;;; x = ']) {
    parseLinks(piece.repeat(40_000))
    parseLinks(`<a>${piece.repeat(40_000)}`)
  }
  expect(performance.now() - began).toBeLessThan(2000)
})
