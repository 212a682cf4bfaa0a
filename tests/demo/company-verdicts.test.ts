import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDnsClient, type DnsClient } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { groupRoleOf, liveColour } from '@/lib/domain/group/find-groups'
import { groupReadiness } from '@/lib/domain/group/readiness'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { askVantage } from '@/lib/server/monitor/ask-vantage'
import { withSplitHorizon } from '@/lib/server/monitor/host-watch'
import { company } from '../../demo/company/company.ts'
import { outsideWorld, worldSeenFromInside } from '../../demo/company/outside-world.ts'
import { seedCompany } from '../../demo/company/seed-company.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { startWorldDns, type WorldDns } from '../../demo/world/start-world-dns.ts'
import { realClock } from '../lib/dns/real-clock'

const limitMs = 60_000
const targets = company.flatMap(({ aliases }) => aliases.map(({ target }) => normaliseHost(target)))
const answers = new Map<string, VantageAnswer[]>()
let cluster: EmbeddedCluster
let outside: WorldDns
let client: DnsClient

beforeAll(async () => {
  cluster = await startEmbeddedCluster({ worldAnswers: worldSeenFromInside() })
  outside = await startWorldDns({ answers: outsideWorld() })
  client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536) })
  seedCompany(new Date(), (objects, { manager }) => cluster.seed(objects, manager))
  const vantages: Vantage[] = [
    { name: 'cluster', resolvers: [{ ...cluster.clusterDns, patienceMs: 5000 }] },
    { name: 'outside', resolvers: [{ host: outside.host, port: outside.port }] },
  ]
  const askAll = async (host: string) => {
    const ask = (vantage: Vantage) =>
      askVantage({ client, vantage, host, clusterDomain: 'cluster.local', options: { repeatFailures: true } })
    answers.set(host, withSplitHorizon(host, await Promise.all(vantages.map(ask))))
  }
  await Promise.all([...new Set(targets)].map(askAll))
}, limitMs)
afterAll(async () => {
  await client.close()
  await outside.stop()
  await cluster.stop()
})

const all = () => [...answers.values()].flat()

describe('the company’s aliases', () => {
  it('have every verdict that the product can give', () => {
    const seen = new Set(all().map(({ verdict }) => verdict.code))
    expect(outcomeCodes.filter((code) => !seen.has(code))).toEqual([])
  })

  it('have every note that one look can find', () => {
    const notes = new Set(
      all().flatMap(({ verdict }) => verdict.notes.map(({ code, severity }) => `${code} ${severity}`)),
    )
    for (const note of [
      'CHAIN_LONG warning',
      'TTL_ZERO info',
      'TTL_LONG info',
      'SPECIAL_IP info',
      'SPECIAL_IP critical',
    ])
      expect(notes).toContain(note)
    expect([...notes].some((note) => note.startsWith('SPLIT_HORIZON'))).toBe(true)
  })

  it('resolve for the most part', () => {
    const resolving = targets.filter((target) => answers.get(target)?.some(({ addresses }) => addresses.length > 0))
    expect(resolving.length).toBeGreaterThan(targets.length / 2)
  })
})

describe('the company’s groups', () => {
  const groups = company.flatMap(({ name: namespace, aliases }) => {
    const member = (name: string) => {
      const alias = aliases.find((candidate) => candidate.name === name)
      return alias === undefined ? null : { namespace, name, type: 'ExternalName', target: normaliseHost(alias.target) }
    }
    const stems = aliases.flatMap(({ name }) => groupRoleOf(name, (other) => member(other) !== null)?.name ?? [])
    return [...new Set(stems)].map((stem) => ({
      active: member(stem),
      blue: member(`${stem}-blue`),
      green: member(`${stem}-green`),
    }))
  })
  const readinessOf = ({ active, blue, green }: (typeof groups)[number]) =>
    groupReadiness({
      active,
      blue,
      green,
      live: liveColour(active, blue, green),
      answersOf: (host) => answers.get(host) ?? [],
    })

  it('are in every state of readiness', () => {
    expect(new Set(groups.map((group) => readinessOf(group).state))).toEqual(
      new Set(['ready', 'warned', 'blocked', 'unknown']),
    )
  })

  it('are blocked for each reason: a colour missing, neither live, both the same, a standby that does not resolve', () => {
    const reasons = groups.flatMap((group) => readinessOf(group).reasons).join('\n')
    for (const words of ['is not complete', 'neither colour', 'have the same target', 'does not resolve'])
      expect(reasons).toContain(words)
  })

  it('have blue live here and green live there', () => {
    const live = new Set(groups.map(({ active, blue, green }) => liveColour(active, blue, green)))
    expect(live).toEqual(new Set(['blue', 'green', null]))
  })
})
