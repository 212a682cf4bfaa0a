import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterOutcome, joinOutcomes } from '@/lib/domain/resolution/search-outcome'
import { type SearchPath, searchDomains, searchPathQueries } from '@/lib/domain/resolution/search-path'

const shop: SearchPath = { namespace: 'shop', clusterDomain: 'cluster.local' }
const names = (name: string, path: Partial<SearchPath> = {}) =>
  searchPathQueries(name, { ...shop, ...path }).map((query) => query.name)

describe('the order of questions', () => {
  test('for a short name is the namespace, the services, the cluster, then as written', () => {
    expect(searchPathQueries('db', shop)).toEqual([
      { name: 'db.shop.svc.cluster.local', domain: 'shop.svc.cluster.local' },
      { name: 'db.svc.cluster.local', domain: 'svc.cluster.local' },
      { name: 'db.cluster.local', domain: 'cluster.local' },
      { name: 'db', domain: null },
    ])
  })

  test('for a full name outside begins in the cluster all the same, because it has fewer than five dots', () => {
    expect(names('api.eu.example.com')[0]).toBe('api.eu.example.com.shop.svc.cluster.local')
    expect(names('api.eu.example.com').at(-1)).toBe('api.eu.example.com')
  })

  test('with as many dots as ndots begins as written; glibc searches after it, musl does not', () => {
    expect(names('a.b.c.d.e.f')).toEqual([
      'a.b.c.d.e.f',
      'a.b.c.d.e.f.shop.svc.cluster.local',
      'a.b.c.d.e.f.svc.cluster.local',
      'a.b.c.d.e.f.cluster.local',
    ])
    expect(names('a.b.c.d.e.f', { libc: 'musl' })).toEqual(['a.b.c.d.e.f'])
    expect(names('db.example', { ndots: 1 })[0]).toBe('db.example')
  })

  test('with a dot at the end is one question', () => {
    for (const libc of ['glibc', 'musl'] as const)
      expect(names('db.example.com.', { libc })).toEqual(['db.example.com'])
  })

  test('has the node’s own domains last, each once, and no more than a kubelet allows', () => {
    const extra = [
      'corp.example.',
      'cluster.local',
      '',
      ...Array.from({ length: 40 }, (_, number) => `d${number}.example`),
    ]
    const domains = searchDomains({ ...shop, extra })
    expect(domains.slice(0, 5)).toEqual([
      'shop.svc.cluster.local',
      'svc.cluster.local',
      'cluster.local',
      'corp.example',
      'd0.example',
    ])
    expect(domains).toHaveLength(32)
  })

  test('leaves out what would be longer than a name can be, and ends with the name as written', () => {
    const label = 'a'.repeat(60)
    expect(names(`${label}.${label}.${label}.${label}`)).toEqual([`${label}.${label}.${label}.${label}`])
    fc.assert(
      fc.property(fc.domain(), fc.nat(7), fc.constantFrom('glibc', 'musl'), (name, ndots, libc) => {
        const asked = names(name, { ndots, libc })
        expect(asked).toContain(name)
        expect(asked.every((one) => one.length <= 253)).toBe(true)
        expect(new Set(asked).size).toBe(asked.length)
      }),
    )
  })
})

describe('after an outcome', () => {
  test.each([
    ['found', 'stop', 'stop'],
    ['alias-only', 'stop', 'stop'],
    ['no-name', 'next', 'next'],
    ['no-data', 'next', 'stop'],
    ['serv-fail', 'next', 'stop'],
    ['refused', 'as-written', 'stop'],
    ['no-reply', 'as-written', 'stop'],
  ] as const)('%s glibc goes %s, musl %s', (outcome, glibc, musl) => {
    expect([afterOutcome(outcome, 'glibc'), afterOutcome(outcome, 'musl')]).toEqual([glibc, musl])
  })

  test.each([
    ['found', 'serv-fail', 'found', 'serv-fail'],
    ['no-reply', 'found', 'found', 'no-reply'],
    ['found', 'no-name', 'found', 'no-name'],
    ['found', 'no-data', 'found', 'found'],
    ['no-data', 'found', 'found', 'found'],
    ['no-data', 'alias-only', 'alias-only', 'alias-only'],
    ['no-name', 'no-name', 'no-name', 'no-name'],
  ] as const)('A %s and AAAA %s together are %s to glibc and %s to musl', (v4, v6, glibc, musl) => {
    expect([joinOutcomes(v4, v6, 'glibc'), joinOutcomes(v4, v6, 'musl')]).toEqual([glibc, musl])
  })
})
