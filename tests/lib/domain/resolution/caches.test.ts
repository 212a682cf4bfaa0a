import { describe, expect, it } from 'vitest'
import {
  type CachesInput,
  cachesOnTheWay,
  recordSeenWithin,
  recordTtl,
  targetSeenWithin,
} from '@/lib/domain/resolution/caches'
import { answer, brokenInCluster, hop, serviceName } from '../diagram/sample-resolution'

const dns: CachesInput['dns'] = {
  ...{ kubernetesTtlSeconds: 30, cacheMaxSeconds: 30, cachesClusterNames: false, source: 'corefile' },
  upstreams: ['10.0.0.2'],
}

describe('the caches on the way', () => {
  it('say of each number whether it was read, seen or assumed', () => {
    const caches = cachesOnTheWay({ dns, recordTtlSeconds: 300 })
    const sources = Object.fromEntries(caches.map(({ name, seconds, source }) => [name, `${seconds} ${source}`]))
    expect(sources).toMatchObject({
      'Resolvers behind CoreDNS': '300 measured',
      'CoreDNS, cache plugin': '30 corefile',
      'CoreDNS, kubernetes plugin': '30 corefile',
      'NodeLocal DNSCache': '30 assumed',
      JVM: '30 assumed',
    })
  })

  it('name the resolver of the node where the Corefile forwards to its resolv.conf', () => {
    const caches = cachesOnTheWay({ dns: { ...dns, upstreams: ['/etc/resolv.conf'] }, recordTtlSeconds: 300 })
    expect(caches[0]?.name).toContain('node’s own resolver')
  })

  it('claim nothing of records that were not seen', () => {
    expect(cachesOnTheWay({ dns, recordTtlSeconds: null })[0]).toMatchObject({ seconds: null, source: 'assumed' })
  })

  it.each([
    ['the TTL of the kubernetes plugin', dns, 31],
    ['five seconds, where the TTL is shorter', { ...dns, kubernetesTtlSeconds: 0 }, 6],
    ['another layer, where CoreDNS keeps cluster names', { ...dns, cachesClusterNames: true }, 36],
  ])('let a new target be seen within the watch and %s', (_what, facts, seconds) => {
    expect(targetSeenWithin(facts)).toEqual({ seconds, inJvmSeconds: seconds + 30 })
  })

  it('let another record be seen within its own TTL, as caches count it down', () => {
    expect(recordSeenWithin(300)).toEqual({ seconds: 300, inJvmSeconds: 330 })
    expect(recordSeenWithin(0).seconds).toBe(5)
  })
})

describe('the TTL of the records behind a target', () => {
  const inside = (ttlHighestSeconds: number) =>
    answer({
      vantage: 'cluster',
      hops: [hop(serviceName, 'CNAME', 'a.example'), { ...hop('a.example', 'A', '203.0.113.7'), ttlHighestSeconds }],
    })

  it('is the highest that was seen from outside', () => {
    expect(recordTtl([inside(20), answer()], serviceName, 30)).toBe(300)
  })

  it('is what the cluster saw where that is all, and its cache did not cut it', () => {
    expect(recordTtl([inside(20)], serviceName, 30)).toBe(20)
    expect(recordTtl([inside(300)], serviceName, 0)).toBe(300)
  })

  it('is not known where the cluster’s cache cut it, or nothing was seen', () => {
    expect(recordTtl([inside(30)], serviceName, 30)).toBeNull()
    expect(recordTtl([{ ...brokenInCluster(), hops: [] }], serviceName, 30)).toBeNull()
  })
})
