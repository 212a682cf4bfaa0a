import { randomInt } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createDnsClient } from '@/lib/dns/dns-client'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import { DomainChecks } from '@/lib/server/monitor/domain-checks'
import { startDnsServer, type ZoneRecord } from '../../dns/dns-server'
import { realClock } from '../../dns/real-clock'
import { sampleAnswer } from '../inventory/sample-answer'
import { ManualClock } from './manual-clock'

async function checks(zone: Record<string, ZoneRecord[]>) {
  const server = await startDnsServer(zone)
  const client = createDnsClient({ clock: realClock, randomId: () => randomInt(65_536), limits: { patienceMs: 300 } })
  const clock = new ManualClock()
  const closing = new AbortController()
  onTestFinished(async () => {
    closing.abort()
    await client.close()
    await server.close()
  })
  const vantages = [{ name: 'outside' as const, resolvers: [server.address] }]
  const domains = new DomainChecks({ vantages, client, clock, clusterDomain: 'cluster.local', signal: closing.signal })
  return { server, clock, domains }
}

const broken = (brokenAt: string, code: OutcomeCode = 'NXDOMAIN_ORIGIN') =>
  sampleAnswer({ verdict: { code, severity: 'critical', summary: '', notes: [] }, brokenAt, addresses: [] })
const asked = ({ seen }: { seen: readonly { name: string }[] }) => [...new Set(seen.map(({ name }) => name))]

describe('the registered domain above a name that does not exist', () => {
  test('is gone when it does not exist either', async () => {
    const { server, domains } = await checks({ 'other.test': [{ type: 'A', data: '203.0.113.1', ttl: 60 }] })
    expect(domains.isGone('api.lapsed-company.com')).toBeNull()
    await domains.check(broken('api.lapsed-company.com'))
    expect(domains.isGone('api.lapsed-company.com')).toBe(true)
    expect(asked(server)).toEqual(['lapsed-company.com'])
  })

  test('is there when it answers, with or without an address', async () => {
    const { domains } = await checks({ 'company.com': [{ type: 'A', data: '203.0.113.1', ttl: 60 }] })
    await domains.check(broken('gone.company.com', 'NXDOMAIN_AT_HOP'))
    expect(domains.isGone('gone.company.com')).toBe(false)
  })

  test('is not known when nobody answers', async () => {
    const { server, domains } = await checks({})
    server.scripts.set('*', { drop: true })
    await domains.check(broken('a.company.com'))
    expect(domains.isGone('a.company.com')).toBeNull()
  })

  test('is asked for once in five minutes, however many names below it are gone', async () => {
    const { server, clock, domains } = await checks({})
    await Promise.all([domains.check(broken('a.company.com')), domains.check(broken('b.company.com'))])
    const questions = server.seen.length
    await domains.check(broken('c.company.com'))
    expect(server.seen).toHaveLength(questions)
    clock.advance(301_000)
    await domains.check(broken('a.company.com'))
    expect(server.seen.length).toBeGreaterThan(questions)
  })

  test('is not asked for when the name exists, is the domain itself, or has none', async () => {
    const { server, domains } = await checks({})
    await domains.check(broken('a.company.com', 'SERVFAIL_UNKNOWN'))
    await domains.check(broken('company.com'))
    await domains.check(broken('localhost'))
    expect(server.seen).toEqual([])
  })
})
