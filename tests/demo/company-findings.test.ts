import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FindingItem, findingsPageSchema, findingsQuerySchema } from '@/lib/contract/findings'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import { rules } from '@/lib/domain/finding/rules'
import { listFindings } from '@/lib/server/findings/list-findings'
import { poll } from '../control-plane/poll.ts'
import { type CompanyConsole, startCompanyConsole } from './start-company-console.ts'

const limitMs = 90_000
let console: CompanyConsole
let items: readonly FindingItem[]

const list = (query: Record<string, unknown> = {}) =>
  listFindings(console.runtime, console.identity, findingsQuerySchema.parse(query))

beforeAll(async () => {
  console = await startCompanyConsole()
  await poll(async () => (await list({ limit: 1 })).partial.length === 0, {
    what: 'consumers are read',
    timeoutMs: 30_000,
  })
  const isFound = async (code: string) => (await list({ code, suppressed: 'all' })).total > 0
  await poll(async () => (await isFound('STALE_SLICES')) && (await isFound('MULTIPLE_ADDRESSES')), {
    what: 'slices are read and hosts are asked for',
    timeoutMs: 40_000,
  })
  await poll(async () => isFound('ALIAS_OF_ALIAS'), { what: 'aliases are followed', timeoutMs: 20_000 })
  items = (await list({ suppressed: 'all', limit: 500 })).items
}, limitMs)
afterAll(() => console.stop())

const of = (namespace: string, name: string) =>
  items.filter((item) => item.namespace === namespace && item.name === name)

describe('the findings of the demo', () => {
  it.each([...rules, ...consumerRules].map(({ code }) => code))('have %s', async (code) => {
    expect((await list({ code, suppressed: 'all' })).items.map(({ name }) => name)).not.toEqual([])
  })

  it('have one that is accepted for a time, one of which the time is over, and a note that nobody can read', async () => {
    const accepted = of('net', 'status-page').find(({ code }) => code === 'DUPLICATE_ALIAS')
    expect(accepted?.suppressed?.reason).toContain('wall screens')
    expect((await list({ code: 'UNUSED', namespace: 'sandbox', name: 'cache' })).total).toBe(1)
    expect(of('net', 'status').map(({ code }) => code)).toContain('SUPPRESS_UNREADABLE')
  })

  it('say nothing of an alias that is named only as something may be, and name the route of the one that has one', () => {
    const used = of('checkout', 'orders-db').map(({ code }) => code)
    expect(used).not.toContain('UNUSED')
    expect(of('storefront', 'images').find(({ code }) => code === 'ROUTED_FROM_OUTSIDE')?.evidence).toBe(
      'Ingress storefront/images names it.',
    )
  })

  it('make a row as bad as the worst that warns, and none bad for want of order', async () => {
    const rows = await console.rows()
    const row = (namespace: string, name: string) =>
      rows.find((each) => each.namespace === namespace && each.name === name)
    expect(row('net', 'status-page')).toMatchObject({ severity: 'warning' })
    expect(row('sandbox', 'debug-proxy')?.severity).toBe('critical')
    const ruled = new Set(rules.map(({ code }) => code))
    const tidy = rows.filter(({ namespace, name }) =>
      of(namespace, name).every(({ code, severity }) => ruled.has(code) && severity === 'info'),
    )
    expect(tidy.length).toBeGreaterThan(10)
    expect(tidy.filter(({ severity, verdict }) => severity !== verdict.severity)).toEqual([])
  })

  it('answer in the form of the contract, with every team counted', async () => {
    const page = await list()
    expect(() => findingsPageSchema.parse(page)).not.toThrow()
    expect(
      page.teams.reduce((sum, { critical, warning, unknown, info }) => sum + critical + warning + unknown + info, 0),
    ).toBe(page.total)
  })
})
