import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { Row } from '@/lib/contract/row'
import { useCases } from '@/lib/domain/alias/use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import { listGroups } from '@/lib/server/groups/list-groups'
import { NamespaceAliases } from '@/lib/server/namespace-aliases/namespace-aliases'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { serviceDetail } from '@/lib/server/services/service-detail'
import { serviceResolution } from '@/lib/server/services/service-texts'
import { outsideWorld } from '../../demo/company/outside-world.ts'
import { poll } from '../control-plane/poll.ts'
import { type CompanyConsole, startCompanyConsole } from './start-company-console.ts'

const limitMs = 60_000
const resolutions = new Map<string, ResolutionView>()
let console: CompanyConsole
let rows: readonly Row[]

beforeAll(async () => {
  console = await startCompanyConsole()
  const { runtime, identity } = console
  const ask = async (row: Row) => resolutions.set(idOf(row), await serviceResolution(runtime, identity, row, true))
  await Promise.all((await console.rows()).map(ask))
  rows = await console.rows()
}, limitMs)
afterAll(() => console.stop())

const idOf = ({ namespace, name }: Pick<Row, 'namespace' | 'name'>) => `${namespace}/${name}`

function rowOf(id: string): Row {
  const row = rows.find((candidate) => idOf(candidate) === id)
  if (row === undefined) throw new Error(`no alias ${id}`)
  return row
}

async function findingsOf(id: string): Promise<string[]> {
  const { findings } = await serviceDetail(console.runtime, console.identity, rowOf(id))
  return findings.map(({ code }) => code)
}

describe('the console of the demo', () => {
  it.each(outcomeCodes)('has an alias that some vantage says %s of', (code) => {
    const told = [...resolutions].filter(([, { vantages }]) => vantages.some(({ verdict }) => verdict.code === code))
    expect(told.map(([id]) => id)).not.toEqual([])
  })

  it.each(['SPLIT_HORIZON', 'CHAIN_LONG', 'TTL_ZERO', 'TTL_LONG', 'SPECIAL_IP'])(
    'has an alias with the note %s',
    (note) => {
      const told = rows.filter(({ verdict }) => verdict.notes.some(({ code }) => code === note))
      expect(told.map(idOf)).not.toEqual([])
    },
  )

  it.each([
    ['DANGLING_DOMAIN', 'ebooks/badges'],
    ['CLAIMABLE_LIKELY', 'ebooks/conversion'],
    ['DANGLING_PROVIDER', 'storefront/baskets'],
    ['DANGLING_OTHER', 'catalogue-dev/search-index'],
  ])('has an alias that somebody may take over: %s', async (grade, id) => {
    expect(await findingsOf(id)).toContain(grade)
  })

  it('has the domains there of which only a name is gone', () => {
    const world = [...outsideWorld().keys()]
    const exists = (domain: string | null) => world.some((name) => name === domain || name.endsWith(`.${domain}`))
    for (const id of ['ebooks/conversion', 'storefront/baskets', 'catalogue-dev/search-index'])
      expect(exists(registrableDomain(rowOf(id).brokenAt ?? ''))).toBe(true)
    expect(exists(registrableDomain(rowOf('storefront-dev/search').brokenAt ?? ''))).toBe(false)
  })

  it('has answers for the most part', () => {
    expect(rows.filter(({ addresses }) => addresses.length > 0).length).toBeGreaterThan(rows.length / 2)
  })

  it('has aliases of every use, and of many managed services', () => {
    expect(new Set(rows.map(({ useCase }) => useCase))).toEqual(new Set(useCases))
    const services = new Set(rows.map(({ target }) => findProvider(target ?? '')?.service))
    services.delete(undefined)
    expect(services.size).toBeGreaterThanOrEqual(15)
  })

  it.each([
    ['checkout/vouchers', 'ready', 1],
    ['shops/stock-db', 'ready', 2],
    ['data-platform/forecasts', 'missing-service', 0],
    ['data-platform-staging/stock-db', 'no-ready-endpoint', 1],
    ['sandbox/short-name', 'short-name', 0],
    ['sandbox/echo', 'loop', 0],
  ])('has the alias %s of a Service in the cluster, which ends as %s after %d', async (id, end, services) => {
    const { runtime } = console
    const alias = runtime.inventory.alias(rowOf(id))
    const cluster = runtime.cluster(rowOf(id).cluster)
    if (alias === null || cluster === null) throw new Error(`no alias ${id}`)
    const paths = new NamespaceAliases({
      clock: systemClock,
      random: () => 0.5,
      clusterDomain: 'cluster.local',
      read: (namespace, service) => readAliasedService(cluster.console, namespace, service),
      onPath: () => undefined,
    })
    try {
      paths.track(alias)
      const ended = async () => paths.path(alias)?.end.kind === end
      await poll(ended, { what: `${id} ends as ${end}`, timeoutMs: 10_000 })
      expect(paths.path(alias)?.steps.length).toBe(services)
    } finally {
      await paths.close()
    }
  })
})

describe('the groups of the company', () => {
  const groups = async () => (await listGroups(console.runtime, console.identity, { offset: 0, limit: 500 })).items

  it('are in every state of readiness', async () => {
    const states = (await groups()).map(({ readiness }) => readiness.state)
    expect(new Set(states)).toEqual(new Set(['ready', 'warned', 'blocked', 'unknown']))
  })

  it.each(['is not complete', 'neither colour', 'have the same target', 'does not resolve'])(
    'are blocked for each reason: %s',
    async (words) => {
      const blocked = (await groups()).filter(({ readiness }) => readiness.state === 'blocked')
      expect(blocked.flatMap(({ readiness }) => readiness.reasons).join('\n')).toContain(words)
    },
  )

  it('have blue live here, green live there, and neither elsewhere', async () => {
    expect(new Set((await groups()).map(({ live }) => live))).toEqual(new Set(['blue', 'green', null]))
  })
})
