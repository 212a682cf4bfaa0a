import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namespacesPageSchema, namespacesQuerySchema } from '@/lib/contract/namespaces'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import type { WatchedNamespace } from '@/lib/kubernetes/watch-cluster'
import { AccessControl } from '@/lib/server/access/access-control'
import type { Identity } from '@/lib/server/access/identity'
import { Inventory } from '@/lib/server/inventory/inventory'
import { listNamespaces } from '@/lib/server/namespaces/list-namespaces'
import { type ReviewServer, startReviewServer } from '../access/review-server'
import { sampleAlias } from '../inventory/sample-alias'
import { ManualClock } from '../live/manual-clock'

type Attributes = Record<string, string>

let server: ReviewServer
let client: KubeClient
let clock: ManualClock
let inventory: Inventory
let access: AccessControl

beforeEach(async () => {
  server = await startReviewServer()
  client = createKubeClient(server.access, { kind: 'kubeconfig' }, { userAgent: 'test' })
  clock = new ManualClock()
  access = new AccessControl({ clock, isAway: () => false, isReadOnly: false })
  inventory = new Inventory({
    domainsOf: () => ({ clusterDomain: 'cluster.local', ownDomains: [], otherClusterDomains: [] }),
    answersOf: () => [],
    worstFindingOf: () => null,
    reviewStateOf: () => null,
    onDelta: () => {},
    onHostChange: () => {},
  })
})

afterEach(async () => {
  await client.close()
  await server.close()
})

const identity = (): Identity => ({ key: 'v', user: 'viewer', groups: [], mode: 'loopback', client: () => client })
const watched = (name: string, labels = {}, annotations = {}): WatchedNamespace => ({
  name,
  labels,
  annotations,
  isTerminating: false,
})

function hold(...places: [namespace: string, name: string][]): void {
  const aliases = places.map(([namespace, name]) => ({
    ...sampleAlias({ namespace, name }),
    cluster: server.access.id,
    uid: `${namespace}/${name}`,
  }))
  inventory.apply(aliases, [])
}

async function list(namespaces: WatchedNamespace[], query: Record<string, unknown> = {}) {
  const { id } = server.access
  const sources = { access, inventory, clock, cluster: () => ({ id, namespaces: () => namespaces }) }
  const page = await listNamespaces(sources, identity(), namespacesQuerySchema.parse({ cluster: id, ...query }))
  return namespacesPageSchema.parse(page)
}

const reviewsOf = (verb: string) => server.asked.filter(({ attributes }) => attributes.verb === verb)

describe('listNamespaces', () => {
  test('says of each namespace what it is for, where, whose, and how many aliases it holds', async () => {
    hold(['shop', 'a'], ['shop', 'b'])
    const labels = { purpose: 'external-services', env: 'prod' }
    const page = await list([watched('shop', labels, { 'a8r.io/owner': 'storefront' }), watched('empty-dev')])
    const everywhere = { cluster: server.access.id, canCreateServices: true, practice: null }
    expect(page.items).toEqual([
      { ...everywhere, name: 'empty-dev', purpose: null, environment: 'development', owner: null, aliases: 0 },
      {
        ...{ ...everywhere, name: 'shop', purpose: 'external-services', environment: 'production' },
        ...{ owner: 'storefront', aliases: 2 },
      },
    ])
    expect(page).toMatchObject({ total: 2, canCreateNamespace: true })
  })

  test('asks three questions of a viewer who may do everything, however many namespaces there are', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => watched(`n-${index}`))
    const page = await list(many)
    expect(page).toMatchObject({ total: 1000, offset: 0 })
    expect(page.items).toHaveLength(500)
    expect(server.asked.length).toBeLessThanOrEqual(4)
  })

  test('names only namespaces whose Services one may list, and tells nothing of the others', async () => {
    server.rules.may = (_, { namespace }: Attributes) => namespace === 'mine'
    hold(['mine', 'a'], ['theirs', 'b'])
    const page = await list([watched('mine'), watched('theirs'), watched('empty')])
    expect(page).toMatchObject({ total: 1, canCreateNamespace: false })
    expect(page.items).toMatchObject([{ name: 'mine', aliases: 1, canCreateServices: true }])
    expect((await list([watched('theirs')], { q: 'theirs' })).total).toBe(0)
  })

  test('counts no aliases for a viewer who may list namespaces but not their Services', async () => {
    server.rules.may = (_, { resource }: Attributes) => resource === 'namespaces'
    hold(['theirs', 'b'])
    const page = await list([watched('theirs'), watched('empty')])
    expect(page.items).toMatchObject([
      { name: 'empty', aliases: null, canCreateServices: false },
      { name: 'theirs', aliases: null, canCreateServices: false },
    ])
  })

  test('leaves open what was not checked within two seconds, and gets further with the next call', async () => {
    server.rules.may = (_, { verb, namespace }: Attributes) => {
      if (verb === 'create' && namespace !== undefined) clock.advance(100)
      return verb === 'list' || namespace !== undefined
    }
    const many = Array.from({ length: 100 }, (_, index) => watched(`n-${String(index).padStart(3, '0')}`))
    const first = await list(many)
    const checked = (page: typeof first) => page.items.filter(({ canCreateServices }) => canCreateServices === true)
    expect(checked(first).length).toBeGreaterThanOrEqual(16)
    expect(checked(first).length).toBeLessThan(50)
    expect(first.items.at(-1)?.canCreateServices).toBeNull()
    expect(checked(await list(many)).length).toBeGreaterThan(checked(first).length)
  })

  test('lets nobody create Services in a namespace that is on its way out', async () => {
    const page = await list([{ ...watched('old'), isTerminating: true }, watched('shop')])
    expect(page.items.map(({ canCreateServices }) => canCreateServices)).toEqual([false, true])
  })

  test('remembers what it was told', async () => {
    server.rules.may = (_, { namespace }: Attributes) => namespace !== undefined
    const some = Array.from({ length: 50 }, (_, index) => watched(`n-${index}`))
    await list(some)
    const before = server.asked.length
    expect(reviewsOf('create')).toHaveLength(52)
    await list(some)
    expect(server.asked).toHaveLength(before)
  })

  test('finds by words of name, owner, environment and purpose, and in windows', async () => {
    const namespaces = [
      watched('shop-prod', {}, { owner: 'Storefront' }),
      watched('shop-dev', {}, { owner: 'Storefront' }),
      watched('pay', { purpose: 'external-services' }),
    ]
    const names = async (query: object) => (await list(namespaces, { ...query })).items.map(({ name }) => name)
    expect(await names({ q: 'storefront production' })).toEqual(['shop-prod'])
    expect(await names({ q: 'EXTERNAL' })).toEqual(['pay'])
    expect(await names({ offset: 1, limit: 1 })).toEqual(['shop-dev'])
  })

  test('tells of one that is asked for by name how many of its aliases carry what, and of no other', async () => {
    const labels = { environment: 'production' }
    const of = (namespace: string, name: string) => ({
      ...sampleAlias({ namespace, name, labels }),
      ...{ cluster: server.access.id, uid: `${namespace}/${name}` },
    })
    inventory.apply([of('shop', 'a'), of('shop', 'b'), of('web', 'c')], [])
    const page = await list([watched('shop'), watched('web'), watched('empty')], { name: 'shop' })
    expect(page).toMatchObject({ total: 1, items: [{ name: 'shop', aliases: 2 }] })
    expect(page.items[0]?.practice?.filter(({ carriedBy }) => carriedBy > 0)).toEqual([
      { map: 'labels', key: 'environment', carriedBy: 2, common: { value: 'production', carriedBy: 2 } },
    ])
    expect((await list([watched('shop')])).items.map(({ practice }) => practice)).toEqual([null, null])
    expect((await list([watched('shop')], { name: 'none' })).items).toEqual([])
  })

  test('tells nothing of what aliases carry to a viewer who may not list them', async () => {
    server.rules.may = (_, { resource }: Attributes) => resource === 'namespaces'
    hold(['theirs', 'b'])
    expect((await list([watched('theirs')], { name: 'theirs' })).items).toMatchObject([
      { name: 'theirs', aliases: null, practice: null },
    ])
    server.rules.may = (_, { namespace }: Attributes) => namespace === 'mine'
    clock.advance(120_000)
    expect((await list([watched('theirs'), watched('mine')], { name: 'theirs' })).items).toEqual([])
  })

  test('names the namespaces of aliases where the console may not list namespaces', async () => {
    hold(['shop', 'a'])
    expect((await list([])).items).toMatchObject([{ name: 'shop', aliases: 1 }])
  })

  test('says that rights could not be asked, never that there are none', async () => {
    server.rules.isBroken = true
    await expect(list([watched('shop')])).rejects.toMatchObject({ code: 'unavailable' })
  })
})
