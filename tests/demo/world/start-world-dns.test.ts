import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorldDns, type WorldDns } from '../../../demo/world/start-world-dns.ts'
import { createDnsAsker, type QueryType } from '../../contract/dns-asker.ts'
import { sendUdp } from '../dns/raw-client.ts'

let world: WorldDns
beforeAll(async () => {
  world = await startWorldDns()
})
beforeEach(() => world.reset())
afterAll(() => world.stop())

async function ask(name: string, type: QueryType = 'A', transport: 'udp' | 'tcp' = 'udp') {
  const answer = await createDnsAsker(world).ask(name, type, { transport, timeoutMs: 200 })
  return answer === null ? 'silence' : [answer.rcode, ...answer.answers.map((text) => text.replace(/^\S+ /, ''))]
}

/** The extended error that comes with an answer; null without one. */
async function extendedErrorOf(name: string): Promise<number | null> {
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, extendedRcode: 0, ednsVersion: 0 } as const
  const wire = encode({
    type: 'query',
    questions: [{ name, type: 'A' }],
    additionals: [{ ...opt, flags: 0, flag_do: false, options: [] }],
  })
  const reply = await sendUdp(world, wire)
  const found = reply === null ? undefined : decode(reply).additionals?.find(({ type }) => type === 'OPT')
  const data = found?.type === 'OPT' ? found.options[0]?.data : undefined
  return data?.readUInt16BE(0) ?? null
}

describe('the outside world', () => {
  it.each([
    [
      'chain-3.broken.example',
      ['NOERROR', ...[1, 2, 3].map((n) => `CNAME link-${n}.chain-3.broken.example`), 'A 203.0.113.110'],
    ],
    ['at-hop.broken.example', ['NXDOMAIN', 'CNAME gone.missing.broken.example']],
    ['nodata.broken.example', ['NOERROR']],
    ['nodata-at-hop.broken.example', ['NOERROR', 'CNAME nodata.broken.example']],
    ['servfail.broken.example', ['SERVFAIL']],
    ['servfail-at-hop.broken.example', ['SERVFAIL', 'CNAME hop.servfail.broken.example']],
    ['timeout-at-hop.broken.example', ['NOERROR', 'CNAME hop.timeout.broken.example']],
    ['refused.broken.example', ['REFUSED']],
    ['below.refused.broken.example', ['REFUSED']],
    ['backend.com', ['NOERROR']],
    ['nobody.knows.test', ['NXDOMAIN']],
  ])('answers %s', async (name, expected) => {
    expect(await ask(name)).toEqual(expected)
  })

  it('follows at most ten links, round in a loop too', async () => {
    expect(await ask('loop.broken.example')).toHaveLength(11)
    expect(await ask('chain-20.broken.example')).toHaveLength(11)
  })

  it('is silent where it shall be, over both transports', async () => {
    expect(await ask('timeout.broken.example')).toBe('silence')
    expect(await ask('timeout.broken.example', 'A', 'tcp')).toBe('silence')
  })

  it('truncates over UDP and is whole over TCP', async () => {
    expect(await createDnsAsker(world).ask('many.broken.example', 'A')).toMatchObject({ isTruncated: true })
    expect(await ask('many.broken.example', 'A', 'tcp')).toHaveLength(121)
  })

  it('names the reason of a failure in an extended error', async () => {
    await world.update({ 'up.test': 'UPSTREAM', 'old.test': 'CACHED' })
    await world.update({ 'stale.test': { records: [{ type: 'A', data: '203.0.113.9' }], fault: 'STALE' } })
    expect(await extendedErrorOf('bogus.broken.example')).toBe(6)
    expect(await extendedErrorOf('blocked.broken.example')).toBe(15)
    expect(await extendedErrorOf('up.test')).toBe(22)
    expect(await extendedErrorOf('old.test')).toBe(13)
    expect(await extendedErrorOf('stale.test')).toBe(3)
    expect(await extendedErrorOf('v4only.broken.example')).toBeNull()
  })

  it('lets one family of addresses fail while the other answers', async () => {
    await world.update({
      'half.test': { records: [{ type: 'A', data: '203.0.113.9' }], fault: 'SERVFAIL', families: ['AAAA'] },
    })
    expect(await ask('half.test')).toEqual(['NOERROR', 'A 203.0.113.9'])
    expect(await ask('half.test', 'AAAA')).toEqual(['SERVFAIL'])
  })

  it('changes at once, and goes back to its start', async () => {
    await world.set('New.Test.', [{ type: 'A', data: '203.0.113.9' }])
    expect(await ask('new.test')).toEqual(['NOERROR', 'A 203.0.113.9'])
    await world.fail('new.test', 'REFUSED')
    expect(await ask('new.test')).toEqual(['REFUSED'])
    await world.remove('new.test')
    await world.remove('api.stripe.com')
    expect(await ask('new.test')).toEqual(['NXDOMAIN'])
    expect(await ask('api.stripe.com')).toEqual(['NXDOMAIN'])
    await world.reset()
    expect(await ask('api.stripe.com')).toHaveLength(4)
  })

  it('has wildcards that a closer name hides', async () => {
    await world.set('*.wild.test', [{ type: 'CNAME', data: 'v4only.broken.example' }])
    await world.set('own.wild.test', [{ type: 'A', data: '203.0.113.9' }])
    expect(await ask('any.wild.test')).toEqual(['NOERROR', 'CNAME v4only.broken.example', 'A 203.0.113.101'])
    expect(await ask('own.wild.test')).toEqual(['NOERROR', 'A 203.0.113.9'])
    expect(await ask('below.own.wild.test')).toEqual(['NXDOMAIN'])
  })

  it('refuses a change as a whole, naming what is wrong', async () => {
    const changes = { 'good.test': [], 'bad.test': [{ type: 'A', data: '300.1.1.1' }] } as const
    await expect(world.update(changes)).rejects.toThrow('bad.test A: data: 300.1.1.1 is no IPv4 address')
    expect(await ask('good.test')).toEqual(['NXDOMAIN'])
    await expect(world.set('a..b', [])).rejects.toThrow('not a name a zone can hold')
    const two = [{ type: 'CNAME', data: 'a.test' } as const, { type: 'A', data: '203.0.113.9' } as const]
    await expect(world.set('two.test', two)).rejects.toThrow('a CNAME stands alone')
  })
})
