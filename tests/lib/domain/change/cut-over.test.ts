import { describe, expect, it } from 'vitest'
import { type CutOverInput, cutOver, cutOverOf, readStatedSeconds } from '@/lib/domain/change/cut-over'
import { readCutOverParts } from '@/lib/domain/change/read-cut-over-parts'
import { targetSeenWithin } from '@/lib/domain/resolution/caches'

const dns = { kubernetesTtlSeconds: 30, cacheMaxSeconds: 30, cachesClusterNames: false, source: 'corefile' } as const

function input(change: Partial<CutOverInput> = {}): CutOverInput {
  return {
    dns,
    measuredTtlSeconds: null,
    nodeLocalDns: 'absent',
    annotations: [],
    settings: { clientCacheSeconds: 0, poolLifetimeSeconds: null },
    ...change,
  }
}

const seconds = (change: Partial<CutOverInput>) => cutOver(input(change)).newConnections.seconds

describe('the cut-over of new connections', () => {
  it.each<[string, Partial<CutOverInput>, number]>([
    ['the watch and the TTL of the kubernetes plugin', {}, 31],
    ['five seconds at least, where the TTL is shorter', { dns: { ...dns, kubernetesTtlSeconds: 0 } }, 6],
    ['five more where CoreDNS keeps cluster names', { dns: { ...dns, cachesClusterNames: true } }, 36],
    ['five more where NodeLocal DNSCache runs', { nodeLocalDns: 'present' }, 36],
    ['nothing for a NodeLocal DNSCache of which nobody knows', { nodeLocalDns: 'unknown' }, 31],
    [
      'what a JVM keeps, where nobody says otherwise',
      { settings: { clientCacheSeconds: null, poolLifetimeSeconds: null } },
      61,
    ],
    ['what the setting says clients keep', { settings: { clientCacheSeconds: 7, poolLifetimeSeconds: null } }, 38],
    ['what an annotation says clients keep', { annotations: [{ 'signpost/client-cache-seconds': '10' }] }, 41],
    ['the TTL that was measured, where it is longer', { measuredTtlSeconds: 300 }, 301],
    ['the Corefile, where a shorter TTL was measured', { measuredTtlSeconds: 5 }, 31],
  ])('is %s', (_what, change, expected) => {
    expect(seconds(change)).toBe(expected)
  })

  it('is what the page of the resolution says of the same facts', () => {
    for (const facts of [dns, { ...dns, cachesClusterNames: true }, { ...dns, kubernetesTtlSeconds: 1 }])
      expect(seconds({ dns: facts })).toBe(targetSeenWithin(facts).seconds)
  })

  it('says of each part how it is known', () => {
    const sources = (change: Partial<CutOverInput>) =>
      cutOver(input(change)).newConnections.parts.map(({ code, seconds, source }) => `${code} ${seconds} ${source}`)
    expect(
      sources({ nodeLocalDns: 'unknown', settings: { clientCacheSeconds: null, poolLifetimeSeconds: null } }),
    ).toEqual(['watch 1 assumed', 'cluster-dns 30 corefile', 'cache null assumed', 'client 30 assumed'])
    const assumed = { ...dns, source: 'assumed' as const }
    expect(sources({ dns: assumed })[1]).toBe('cluster-dns 30 assumed')
    expect(sources({ dns: assumed, measuredTtlSeconds: 12 })[1]).toBe('cluster-dns 12 measured')
  })
})

describe('the cut-over of existing connections', () => {
  const pool = (change: Partial<CutOverInput>) => {
    const { existingConnections } = cutOver(input(change))
    return [existingConnections.seconds, existingConnections.parts.at(-1)?.source]
  }
  const unlimited = { 'signpost/pool-lifetime-seconds': 'unlimited' }

  it('adds the life of a pooled connection: assumed, set, or said by the Service before its namespace', () => {
    expect(pool({})).toEqual([31 + 1800, 'assumed'])
    expect(pool({ settings: { clientCacheSeconds: 0, poolLifetimeSeconds: 60 } })).toEqual([91, 'setting'])
    expect(pool({ annotations: [{ 'signpost/pool-lifetime-seconds': '600' }, unlimited] })).toEqual([631, 'annotation'])
  })

  it('has no end where pools keep connections for ever', () => {
    expect(pool({ annotations: [{}, unlimited] })).toEqual([null, 'annotation'])
    expect(pool({ settings: { clientCacheSeconds: 0, poolLifetimeSeconds: 'unlimited' } })).toEqual([null, 'setting'])
  })

  it('ignores an annotation that is no time', () => {
    for (const text of ['soon', '-1', '1e9', '999999999', '', '30s'])
      expect(pool({ annotations: [{ 'signpost/pool-lifetime-seconds': text }] })).toEqual([1831, 'assumed'])
    expect(readStatedSeconds(' 30 ')).toBe(30)
  })
})

describe('the parts in a record', () => {
  const { existingConnections } = cutOver(input({ nodeLocalDns: 'unknown' }))

  it('come to the same figures again', () => {
    const stored = readCutOverParts(JSON.parse(JSON.stringify(existingConnections.parts)))
    expect(stored && cutOverOf(stored)).toEqual(cutOver(input({ nodeLocalDns: 'unknown' })))
  })

  it.each<[string, unknown]>([
    ['no list', { code: 'watch' }],
    ['an empty list', []],
    ['too many', Array.from({ length: 9 }, () => existingConnections.parts[0])],
    ['an unknown part', [{ code: 'moon', words: '', seconds: 1, source: 'assumed' }]],
    ['an unknown source', [{ code: 'watch', words: '', seconds: 1, source: 'heard' }]],
    ['long words', [{ code: 'watch', words: 'x'.repeat(81), seconds: 1, source: 'assumed' }]],
    ['a negative time', [{ code: 'watch', words: '', seconds: -1, source: 'assumed' }]],
    ['a time beyond a year', [{ code: 'watch', words: '', seconds: 1e12, source: 'assumed' }]],
  ])('are nothing when they are %s', (_what, value) => {
    expect(readCutOverParts(value)).toBeNull()
  })
})
