import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { environmentsQuerySchema } from '@/lib/contract/environments'
import type { ResolutionView } from '@/lib/contract/resolution'
import type { Row } from '@/lib/contract/row'
import { useCases } from '@/lib/domain/alias/use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { listEnvironments } from '@/lib/server/environments/list-environments'
import { listGroups } from '@/lib/server/groups/list-groups'
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

const detailOf = (id: string) => serviceDetail(console.runtime, console.identity, rowOf(id))

async function findingsOf(id: string): Promise<string[]> {
  return (await detailOf(id)).findings.map(({ code }) => code)
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
    ['DANGLING_DOMAIN', 'storefront-dev/search'],
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

  it.each([
    ['other-environment-word', 'newsletter', 'production'],
    ['placeholder', 'search', 'development'],
    ['missing', 'search', 'staging'],
    ['in-cluster-here', 'recommendations', 'development'],
    ['other-class', 'images', 'production'],
  ])('has a dependency with the outlier %s: %s in %s', async (code, name, environment) => {
    const query = environmentsQuerySchema.parse({ q: `storefront ${name}`, state: 'stands-out' })
    const { items } = await listEnvironments(console.runtime, console.identity, query)
    const cell = items.find((row) => row.name === name)?.cells.find((each) => each.environment === environment)
    const found = cell?.entries.flatMap(({ outliers }) => outliers) ?? []
    expect([...found, ...(cell?.missing ? [cell.missing] : [])].map((outlier) => outlier.code)).toEqual([code])
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
    ['checkout/vouchers', 1, []],
    ['shops/stock-db', 2, []],
    ['data-platform/forecasts', 0, ['NAMESPACE_ALIAS_MISSING_SERVICE']],
    ['data-platform-staging/stock-db', 1, ['NAMESPACE_ALIAS_NO_READY_ENDPOINT']],
    ['sandbox/short-name', 0, ['NAMESPACE_ALIAS_SHORT_NAME']],
    ['sandbox/echo', 0, ['NAMESPACE_ALIAS_LOOP']],
  ])('follows %s inside the cluster over %d Services to its end: %j', async (id, services, codes) => {
    const followed = async () => (await detailOf(id)).inCluster ?? undefined
    const { steps } = await poll(followed, { what: `${id} is followed`, timeoutMs: 10_000 })
    expect(steps).toHaveLength(services)
    expect((await findingsOf(id)).filter((code) => code.startsWith('NAMESPACE_ALIAS'))).toEqual(codes)
  })
})

describe('the probes of the demo’s console', () => {
  // That the certificate is not for the alias itself is so everywhere.
  const isOfProbe = (code: string) => /^(CERT|TCP|TLS|PROBE)_/.test(code) && code !== 'TLS_NAME'
  const found = new Map<string, string[]>()

  beforeAll(async () => {
    const { runtime } = console
    await Promise.all(rows.map((row) => runtime.cluster(row.cluster)?.probes.probeNow(row)))
    for (const row of rows) found.set(idOf(row), (await findingsOf(idOf(row))).filter(isOfProbe))
  }, limitMs)

  it.each([
    ['shipping/parcels-de', 'CERT_ENDING'],
    ['shops/opening-hours', 'CERT_EXPIRED'],
    ['storefront/recommendations', 'CERT_NAME'],
    ['checkout/loyalty', 'CERT_PRIVATE_CA'],
    ['shops/tills-berlin', 'CERT_CHAIN_INCOMPLETE'],
    ['shops/receipts', 'CERT_SELF_SIGNED'],
    ['checkout-staging/orders-db', 'TLS_NOT_OFFERED'],
    ['storefront-staging/pages-api-blue', 'TLS_NOT_SPOKEN'],
    ['catalogue-dev/books-db', 'TCP_REFUSED'],
    ['messaging/events', 'TCP_TIMEOUT'],
    ['payments/ledger-db', 'PROBE_DENIED'],
  ])('say of %s: %s', (id, code) => {
    expect(found.get(id)).toEqual([code])
  })

  it.each(['messaging/mail', 'checkout/orders-db', 'catalogue/search-index', 'catalogue/isbn-lookup'])(
    'have made a session with %s, and nothing to say against it',
    async (id) => {
      expect((await detailOf(id)).probe).toMatchObject({ certificate: expect.anything() })
      expect(found.get(id)).toEqual([])
    },
  )

  it('have nothing to say against most', () => {
    const troubled = [...found].filter(([, codes]) => codes.length > 0 && !codes.includes('PROBE_DENIED'))
    expect(troubled).toHaveLength(11)
  })
})

describe('the groups of the company', () => {
  const groups = async () => (await listGroups(console.runtime, console.identity, { offset: 0, limit: 500 })).items

  it('are in every state of readiness', async () => {
    const states = (await groups()).map(({ readiness }) => readiness.state)
    expect(new Set(states)).toEqual(new Set(['ready', 'warned', 'blocked', 'unknown']))
  })

  it.each([
    'is not complete',
    'is held twice',
    'neither colour',
    'have the same target',
    'does not resolve',
    'still take writes',
  ])('are blocked for each reason: %s', async (words) => {
    const blocked = (await groups()).filter(({ readiness }) => readiness.state === 'blocked')
    expect(blocked.flatMap(({ readiness }) => readiness.reasons).join('\n')).toContain(words)
  })

  it('are in every state, one of them made by labels alone', async () => {
    const found = await groups()
    expect(new Set(found.map(({ state }) => state))).toEqual(
      new Set(['complete', 'drifted', 'same-target', 'incomplete', 'ambiguous']),
    )
    const media = found.find(({ name, namespace }) => name === 'media' && namespace === 'storefront')
    expect(media).toMatchObject({
      ...{ state: 'complete', live: 'blue' },
      holders: { active: ['media'], blue: ['media-2023'], green: ['media-2026'] },
    })
  })

  it('have blue live here, green live there, and neither elsewhere', async () => {
    expect(new Set((await groups()).map(({ live }) => live))).toEqual(new Set(['blue', 'green', null]))
  })
})

describe('the changes that the company plans', () => {
  const plan = (namespace: string, name: string, change: { to: 'green' } | { target: string }) => {
    const service = { cluster: rowOf(`${namespace}/${name}`).cluster, namespace, name }
    const request =
      'to' in change
        ? { kind: 'switch' as const, service, ...change }
        : { kind: 'retarget' as const, service, ...change }
    return console.runtime.changes.plan(request, console.identity)
  }
  const toGreen = { to: 'green' } as const

  it.each([
    ['payments', 'acquirer', toGreen, 'not-frozen', 'audit of the card payments'],
    ['shops', 'gift-cards', { target: 'api.ratewell.example' }, 'not-frozen', 'stocktaking in all shops'],
    ['catalogue', 'stock-levels', toGreen, 'field-owner', 'argocd.argoproj.io/tracking-id names this very Service'],
    ['checkout', 'invoices-db', toGreen, 'old-side-fenced', 'invoices-db-blue has no annotation signpost/fenced'],
  ])('are blocked where %s/%s is concerned: %s', async (namespace, name, change, code, words) => {
    const { prechecks } = await plan(namespace, name, change)
    expect(prechecks.find((precheck) => precheck.code === code)).toMatchObject({
      state: 'block',
      evidence: expect.stringContaining(words),
    })
  })

  it('are to be acknowledged where an Application keeps the group without healing it, and Switches says the same', async () => {
    const standing = async (name: string) => {
      const { items } = await listGroups(console.runtime, console.identity, { offset: 0, limit: 500 })
      const group = items.find((found) => found.name === name && found.live !== null)
      return group?.readiness.checks.find(({ code }) => code === 'field-owner')
    }
    for (const [namespace, name, state, words] of [
      ['storefront', 'media', 'warn', 'Application storefront does not heal itself: selfHeal is false'],
      ['catalogue', 'stock-levels', 'block', 'Application catalogue heals itself: selfHeal is true'],
    ] as const) {
      const { prechecks, fieldOwner } = await plan(namespace, name, toGreen)
      const planned = prechecks.find(({ code }) => code === 'field-owner')
      expect(planned).toMatchObject({ state, evidence: expect.stringContaining(words) })
      expect(fieldOwner?.withinSeconds).toBe(state === 'block' ? 5 : null)
      const found = await poll(async () => ((await standing(name))?.state === state ? standing(name) : undefined), {
        what: `Switches knows the Application of ${name}`,
        timeoutMs: 5_000,
      })
      expect(found?.title).toBe(planned?.title)
    }
  })

  it.each([
    ['storefront', 'pages-api', []],
    ['ebooks', 'downloads', []],
    ['checkout', 'customers-db', []],
    ['checkout', 'pricing', ['warn']],
  ])('are ready or warned for %s/%s: %j', async (namespace, name, states) => {
    const { prechecks } = await plan(namespace, name, toGreen)
    const wrong = prechecks.filter(({ state }) => state === 'warn' || state === 'block' || state === 'refuse')
    expect([...new Set(wrong.map(({ state }) => state))], JSON.stringify(wrong)).toEqual(states)
  })
})
