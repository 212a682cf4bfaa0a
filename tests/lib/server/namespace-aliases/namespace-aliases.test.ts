import { describe, expect, onTestFinished, test } from 'vitest'
import type { AliasedService } from '@/lib/domain/alias/follow-namespace-alias'
import { NamespaceAliases } from '@/lib/server/namespace-aliases/namespace-aliases'
import { sampleAlias } from '../inventory/sample-alias'
import { ManualClock } from '../monitor/manual-clock'

type Found = AliasedService | 'missing' | 'unknown'

const backend: AliasedService = { type: 'ClusterIP', target: null, readyEndpoints: 2, totalEndpoints: 2 }
const until = <T>(read: () => T) => expect.poll(read, { timeout: 4500 })
const inCluster = (name: string) => `${name}.data.svc.cluster.local`
const alias = (target: string) => sampleAlias({ namespace: 'shop', name: 'db', target })

function follow(services: Record<string, Found | Error>) {
  const clock = new ManualClock()
  const reads: string[] = []
  const told: string[] = []
  const aliases = new NamespaceAliases({
    clock,
    random: () => 0.5,
    clusterDomain: 'cluster.local',
    read: async (namespace, service) => {
      reads.push(`${namespace}/${service}`)
      const found = services[service] ?? 'missing'
      if (found instanceof Error) throw found
      return found
    },
    onPath: ({ name }) => told.push(name),
  })
  onTestFinished(() => aliases.close())
  return { clock, aliases, reads, told, services }
}

describe('aliases of Services in the cluster', () => {
  test('are followed through further aliases to their endpoints, each Service read once', async () => {
    const { aliases, reads, told } = follow({
      first: { type: 'ExternalName', target: inCluster('second'), readyEndpoints: 0, totalEndpoints: 0 },
      second: backend,
    })
    aliases.track(alias(inCluster('first')))
    await until(() => told).toEqual(['db'])
    expect(aliases.path(alias(''))).toMatchObject({ end: { kind: 'ready', ready: 2 }, brokenAt: null })
    expect(reads).toEqual(['data/first', 'data/second'])
  })

  test('break at the Service that is missing', async () => {
    const { aliases, told } = follow({})
    aliases.track(alias(inCluster('gone')))
    await until(() => told).toHaveLength(1)
    expect(aliases.path(alias(''))).toMatchObject({ end: { kind: 'missing-service' }, brokenAt: inCluster('gone') })
  })

  test('are left alone when the target is outside', async () => {
    const { aliases, reads } = follow({})
    aliases.track(alias('db.example.com'))
    await Promise.resolve()
    expect(reads).toEqual([])
    expect(aliases.path(alias(''))).toBeNull()
  })

  test('are followed again within 30 s on screen, else after five minutes, and tell only what is new', async () => {
    const { clock, aliases, reads, told, services } = follow({ db: backend })
    aliases.track(alias(inCluster('db')))
    await until(() => told).toHaveLength(1)
    clock.advance(120_000)
    expect(reads).toHaveLength(1)
    aliases.show([alias('')])
    clock.advance(31_000)
    await until(() => reads).toHaveLength(2)
    expect(told).toHaveLength(1)
    services.db = { ...backend, readyEndpoints: 0 }
    await until(() => {
      clock.advance(31_000)
      return told.length
    }).toBe(2)
    expect(aliases.path(alias(''))?.end.kind).toBe('no-ready-endpoint')
  })

  test('keep the last way while the API server cannot be asked', async () => {
    const { clock, aliases, reads, told, services } = follow({ db: backend })
    aliases.track(alias(inCluster('db')))
    await until(() => told).toHaveLength(1)
    services.db = new Error('away')
    clock.advance(400_000)
    await until(() => reads.length).toBeGreaterThan(1)
    expect(aliases.path(alias(''))?.end.kind).toBe('ready')
  })

  test('are forgotten with the alias, and followed anew for another target', async () => {
    const { aliases, told } = follow({ db: backend })
    aliases.track(alias(inCluster('db')))
    await until(() => told).toHaveLength(1)
    aliases.track(alias(inCluster('other')))
    await until(() => told).toHaveLength(2)
    expect(aliases.path(alias(''))?.end.kind).toBe('missing-service')
    aliases.untrack(alias(''))
    expect(aliases.path(alias(''))).toBeNull()
  })
})
