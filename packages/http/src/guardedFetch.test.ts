import type { LookupAddress } from 'node:dns'
import { pipe, toArray } from '@rivulet/core'
import { Agent, fetch as undiciFetch } from 'undici'
import { expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { guardedLookup } from './guardedFetch.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { checkPublic } from './privateAddress.ts'
import { expectNothingOpen, testServer } from './testServer.ts'

expectNothingOpen()

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '100::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '::127.0.0.1',
  'fe80::1%eth0',
  'not an address',
])('%s is not public', (address) => {
  expect(() => checkPublic(address, 'name.example')).toThrow('name.example, which is ')
})

test.each(['1.1.1.1', '93.184.215.14', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is public',
  (address) => {
    expect(() => checkPublic(address, address)).not.toThrow()
  },
)

const strict: PaginateOptions<unknown> = { strategy: byLink(), allowPrivateAddresses: false }

test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])(
  'allowPrivateAddresses: false refuses http://%s, without a second attempt',
  async (host) => {
    const server = await testServer((_, response) => void response.end('[1]'))
    const { port } = new URL(server.origin)
    const items = paginate(`http://${host}:${port}/`, strict)
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS', page: 1 })
    expect([server.requested, server.opened()]).toEqual([[], 0])
  },
)

test.each(['redirect', 'next link'])(
  'a stranger (%s) may not lead to a private address unless that is allowed',
  async (way) => {
    const inside = await testServer((_, response) => void response.end('["metadata"]'))
    const home = await testServer((_, response) => {
      if (way === 'redirect') response.writeHead(302, { location: inside.origin }).end()
      else response.writeHead(200, { link: `<${inside.origin}>; rel=next` }).end('[]')
    })
    const options = { strategy: byLink(), crossOrigin: 'without-headers' } as const
    await expect(pipe(paginate(home.origin, options), toArray())).rejects.toMatchObject({
      code: 'PRIVATE_ADDRESS',
    })
    expect([home.requested.length, inside.opened()]).toEqual([1, 0])
    const allowed = paginate(home.origin, { ...options, allowPrivateAddresses: true })
    expect(await pipe(allowed, toArray())).toEqual(['metadata'])
  },
)

/** A resolver that gives these answers, one after the other. */
function resolver(...answers: readonly LookupAddress[][]) {
  const left = [...answers]
  return (_: string, __: object, callback: (error: null, found: LookupAddress[]) => void): void =>
    callback(null, left.shift() ?? [])
}

const publicAddress = { address: '93.184.215.14', family: 4 }
const loopback = { address: '127.0.0.1', family: 4 }

test.each([
  ['is private', [loopback]],
  ['has a private address beside a public one', [publicAddress, loopback]],
  ['has no address', []],
])('a name that %s is not connected to', async (_, answer) => {
  const server = await testServer((__, response) => void response.end('[1]'))
  const dispatcher = new Agent({ connect: { lookup: guardedLookup(resolver(answer)) } })
  const url = `http://name.example:${new URL(server.origin).port}/`
  await expect(undiciFetch(url, { dispatcher })).rejects.toThrow('fetch failed')
  expect(server.opened()).toBe(0)
  await dispatcher.close()
})

test('a name that changes its mind after the check gains nothing: it is asked once for a connection', async () => {
  let asked = 0
  const rebinding = resolver([publicAddress], [loopback], [loopback])
  const lookup = guardedLookup((host, options, callback) => {
    asked++
    rebinding(host, options, callback)
  })
  const connected = await new Promise((resolve, reject) => {
    lookup('name.example', { all: true }, (error, found) =>
      error ? reject(error) : resolve(found),
    )
  })
  expect([connected, asked]).toEqual([[publicAddress], 1])
  // The next connection asks anew, and is refused.
  await expect(
    new Promise((resolve, reject) => {
      lookup('name.example', {}, (error, found) => (error ? reject(error) : resolve(found)))
    }),
  ).rejects.toThrow('name.example, which is 127.0.0.1: not a public address (loopback)')
})

test.each([
  [{ allowPrivateAddresses: false, fetch }, 'allowPrivateAddresses: false excludes fetch'],
  [{ crossOrigin: 'without-headers', fetch }, 'needs allowPrivateAddresses: true'],
  [{ allowPrivateAddresses: 1 }, 'allowPrivateAddresses must be a boolean, got 1'],
])('case %#: what cannot be checked is refused at the call', (options, message) => {
  const call = (): unknown =>
    paginate('https://a.example/', { strategy: byLink(), ...(options as object) })
  expect(call).toThrow(TypeError)
  expect(call).toThrow(message)
})
