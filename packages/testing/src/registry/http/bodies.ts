import { map, pipe, type Source } from '@rivulet/core'
import { bytes, jsonArray, ndjson, sse } from '@rivulet/http'
import { notACountIn, notOptions, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { forEachItem } from '../forEachItem.ts'
import type { PackageRegistry, StageCase } from '../registration.ts'
import { ADDRESS, badRequests } from './badRequests.ts'

/** Answers with a body, without a network. */
function answering(text: string, type = 'text/plain') {
  return { fetch: async () => new Response(text, { headers: { 'content-type': type } }) }
}

/** Three letters for each item. */
function threeForEach(title: string, letters: () => Source<string>): StageCase {
  return {
    title: `flatMap(to ${title})`,
    input: [1, 2],
    output: ['a', 'b', 'c', 'a', 'b', 'c'],
    build: (source) => forEachItem(source, letters),
    needs: (nth) => Math.ceil(nth / 3),
  }
}

/** What all of them refuse. What is `between` stands before the options. */
function badCallsOf(callee: { name: string }, ...between: readonly unknown[]) {
  const { name } = callee
  return [
    ...badRequests(callee, (url, options) => untyped(callee, url, ...between, options)),
    ...notOptions(callee, ADDRESS, ...between),
    wrongValue(`${name} with no time`, [name, 'idleTimeoutMs', 'from 1', 'got 0'], () =>
      untyped(callee, ADDRESS, ...between, { idleTimeoutMs: 0 }),
    ),
  ]
}

function badParse(callee: { name: string }, ...between: readonly unknown[]) {
  return [null, 7, {}, () => 1].map((parse) =>
    wrongShape(
      `${callee.name} with ${written(parse)} as parse`,
      [callee.name, 'parse must be a Standard Schema', 'got '],
      () => untyped(callee, ADDRESS, ...between, { parse }),
    ),
  )
}

/** The sources of one body. */
export const bodies: PackageRegistry = {
  bytes: {
    kind: 'source',
    cases: [
      {
        ...threeForEach('the bytes of a body', () =>
          pipe(bytes(ADDRESS, answering('abc')), map(String)),
        ),
        output: ['abc', 'abc'],
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      ...badCallsOf(bytes),
      wrongValue('bytes with a range', ['bytes', 'headers', 'range'], () =>
        untyped(bytes, ADDRESS, { headers: { range: 'bytes=1-' } }),
      ),
    ],
  },

  ndjson: {
    kind: 'source',
    cases: [
      threeForEach('the values of lines', () =>
        ndjson<string>(ADDRESS, answering('"a"\n"b"\n"c"\n')),
      ),
    ],
    badCalls: [
      ...badCallsOf(ndjson),
      ...badParse(ndjson),
      ...notACountIn(ndjson, 'maxLineLength', { least: 1, infinite: false }, (maxLineLength) =>
        untyped(ndjson, ADDRESS, { maxLineLength }),
      ),
    ],
  },

  jsonArray: {
    kind: 'source',
    cases: [
      threeForEach('the elements of an array', () =>
        jsonArray<string>(ADDRESS, '/data', answering('{"data":["a","b","c"]}')),
      ),
    ],
    badCalls: [
      ...badCallsOf(jsonArray, ''),
      ...badParse(jsonArray, ''),
      wrongShape('jsonArray without a path', ['jsonArray', 'path', 'JSON Pointer'], () =>
        untyped(jsonArray, ADDRESS),
      ),
      wrongValue("jsonArray with 'data' as path", ['jsonArray', 'path', 'got "data"'], () =>
        untyped(jsonArray, ADDRESS, 'data'),
      ),
      ...notACountIn(jsonArray, 'maxElementLength', { least: 1, infinite: false }, (value) =>
        untyped(jsonArray, ADDRESS, '', { maxElementLength: value }),
      ),
    ],
  },

  sse: {
    kind: 'source',
    cases: [
      threeForEach('the events of a server', () =>
        pipe(
          sse(ADDRESS, {
            ...answering('data: a\n\ndata: b\n\ndata: c\n\n', 'text/event-stream'),
            reconnect: false,
          }),
          map((event) => event.data),
        ),
      ),
    ],
    badCalls: [
      ...badCallsOf(sse),
      ...badParse(sse),
      wrongShape('sse with a bad body', ['sse', 'body must be', 'got '], () =>
        untyped(sse, ADDRESS, { body: {} }),
      ),
      wrongShape('sse with a bad reconnect', ['sse', 'reconnect', 'boolean', 'got 7'], () =>
        untyped(sse, ADDRESS, { reconnect: 7 }),
      ),
      wrongValue('sse with an id of two lines', ['sse', 'lastEventId', 'got '], () =>
        untyped(sse, ADDRESS, { lastEventId: 'a\nb' }),
      ),
      ...notACountIn(sse, 'maxEventLength', { least: 1, infinite: false }, (maxEventLength) =>
        untyped(sse, ADDRESS, { maxEventLength }),
      ),
      ...notACountIn(sse, 'maxEmptyConnections', { least: 1, infinite: true }, (value) =>
        untyped(sse, ADDRESS, { maxEmptyConnections: value }),
      ),
    ],
  },
}
