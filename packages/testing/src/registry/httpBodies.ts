import { flatMap, map, mapAsync, pipe, type Flow, type Source } from '@rivulet/core'
import { bytes, jsonArray, ndjson, sse } from '@rivulet/http'
import { notACountIn, notOptions, untyped, written, wrongShape, wrongValue } from './badCalls.ts'
import type { PackageRegistry, StageCase } from './registration.ts'

const URL_OF_BODY = 'https://api.example.com/letters'

/** Answers with a body, without a network. */
function answering(text: string, type = 'text/plain') {
  return { fetch: async () => new Response(text, { headers: { 'content-type': type } }) }
}

/** Three letters for each item: how a law that brings its own source meets one that requests. */
function threeForEach(title: string, letters: () => Source<string>): StageCase {
  return {
    title: `flatMap(to ${title})`,
    input: [1, 2],
    output: ['a', 'b', 'c', 'a', 'b', 'c'],
    build: (source): Flow<string> =>
      pipe(
        source,
        mapAsync((item: unknown) => item),
        flatMap(letters),
      ),
    needs: (nth) => Math.ceil(nth / 3),
  }
}

/** What all of them refuse. */
function badCallsOf(callee: { name: string }, ...between: readonly unknown[]) {
  const { name } = callee
  return [
    ...[undefined, null, 7].map((url) =>
      wrongShape(`${name}(${written(url)})`, [name, 'url must be', 'got '], () =>
        untyped(callee, url, ...between),
      ),
    ),
    wrongValue(`${name}('/letters')`, [name, 'url must be', 'got "/letters"'], () =>
      untyped(callee, '/letters', ...between),
    ),
    ...notOptions(callee, URL_OF_BODY, ...between),
    wrongShape(`${name} with a bad fetch`, [name, 'fetch', 'function', 'got 7'], () =>
      untyped(callee, URL_OF_BODY, ...between, { fetch: 7 }),
    ),
    wrongShape(`${name} with a bad signal`, [name, 'signal', 'AbortSignal', 'got '], () =>
      untyped(callee, URL_OF_BODY, ...between, { signal: {} }),
    ),
    wrongValue(`${name} with no time`, [name, 'idleTimeoutMs', 'from 1', 'got 0'], () =>
      untyped(callee, URL_OF_BODY, ...between, { idleTimeoutMs: 0 }),
    ),
  ]
}

function badParse(callee: { name: string }, ...between: readonly unknown[]) {
  return [null, 7, {}, () => 1].map((parse) =>
    wrongShape(
      `${callee.name} with ${written(parse)} as parse`,
      [callee.name, 'parse must be a Standard Schema', 'got '],
      () => untyped(callee, URL_OF_BODY, ...between, { parse }),
    ),
  )
}

export const httpBodies: PackageRegistry = {
  bytes: {
    kind: 'source',
    cases: [
      {
        ...threeForEach('the bytes of a body', () =>
          pipe(bytes(URL_OF_BODY, answering('abc')), map(String)),
        ),
        output: ['abc', 'abc'],
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      ...badCallsOf(bytes),
      wrongValue('bytes with a range', ['bytes', 'headers', 'range'], () =>
        untyped(bytes, URL_OF_BODY, { headers: { range: 'bytes=1-' } }),
      ),
    ],
  },

  ndjson: {
    kind: 'source',
    cases: [
      threeForEach('the values of lines', () =>
        ndjson<string>(URL_OF_BODY, answering('"a"\n"b"\n"c"\n')),
      ),
    ],
    badCalls: [
      ...badCallsOf(ndjson),
      ...badParse(ndjson),
      ...notACountIn(ndjson, 'maxLineLength', { least: 1, infinite: false }, (maxLineLength) =>
        untyped(ndjson, URL_OF_BODY, { maxLineLength }),
      ),
    ],
  },

  jsonArray: {
    kind: 'source',
    cases: [
      threeForEach('the elements of an array', () =>
        jsonArray<string>(URL_OF_BODY, '/data', answering('{"data":["a","b","c"]}')),
      ),
    ],
    badCalls: [
      ...badCallsOf(jsonArray, ''),
      ...badParse(jsonArray, ''),
      wrongShape('jsonArray without a path', ['jsonArray', 'path', 'JSON Pointer'], () =>
        untyped(jsonArray, URL_OF_BODY),
      ),
      wrongValue("jsonArray with 'data' as path", ['jsonArray', 'path', 'got "data"'], () =>
        untyped(jsonArray, URL_OF_BODY, 'data'),
      ),
      ...notACountIn(jsonArray, 'maxElementLength', { least: 1, infinite: false }, (value) =>
        untyped(jsonArray, URL_OF_BODY, '', { maxElementLength: value }),
      ),
    ],
  },

  sse: {
    kind: 'source',
    cases: [
      threeForEach('the events of a server', () =>
        pipe(
          sse(URL_OF_BODY, {
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
        untyped(sse, URL_OF_BODY, { body: {} }),
      ),
      wrongShape('sse with a bad reconnect', ['sse', 'reconnect', 'boolean', 'got 7'], () =>
        untyped(sse, URL_OF_BODY, { reconnect: 7 }),
      ),
      wrongValue('sse with an id of two lines', ['sse', 'lastEventId', 'got '], () =>
        untyped(sse, URL_OF_BODY, { lastEventId: 'a\nb' }),
      ),
      ...notACountIn(sse, 'maxEventLength', { least: 1, infinite: false }, (maxEventLength) =>
        untyped(sse, URL_OF_BODY, { maxEventLength }),
      ),
      ...notACountIn(sse, 'maxEmptyConnections', { least: 1, infinite: true }, (value) =>
        untyped(sse, URL_OF_BODY, { maxEmptyConnections: value }),
      ),
    ],
  },

  BodyError: { kind: 'class', reason: 'an error' },
  InvalidItemError: { kind: 'class', reason: 'an error' },
}
