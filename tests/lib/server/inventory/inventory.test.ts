import { describe, expect, test } from 'vitest'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ReviewState } from '@/lib/domain/review/review-state'
import { Inventory, type InventoryDelta } from '@/lib/server/inventory/inventory'
import { sampleAlias } from './sample-alias'
import { sampleAnswer } from './sample-answer'

function start(answers: Record<string, VantageAnswer[]> = {}) {
  const deltas: InventoryDelta[] = []
  const causes: string[] = []
  const hosts = new Map<string, number>()
  const made: string[] = []
  const review: { state: ReviewState | null } = { state: null }
  const inventory = new Inventory({
    domainsOf: () => ({ clusterDomain: 'cluster.local', ownDomains: [], otherClusterDomains: [] }),
    answersOf: (_, host) => answers[host] ?? [],
    worstFindingOf: ({ name }) => {
      made.push(name)
      return null
    },
    reviewStateOf: () => review.state,
    onDelta: (delta, cause) => {
      deltas.push(delta)
      causes.push(cause)
    },
    onHostChange: (_, previous, next) => {
      if (previous !== null) hosts.set(previous, (hosts.get(previous) ?? 0) - 1)
      if (next !== null) hosts.set(next, (hosts.get(next) ?? 0) + 1)
    },
  })
  return { inventory, deltas, causes, hosts, made, review }
}

describe('Inventory', () => {
  test('tells an upsert as one delta, the row of which is there', () => {
    const { inventory, deltas } = start()
    inventory.apply([sampleAlias()], [])
    expect(deltas).toHaveLength(1)
    const rows = deltas[0]?.upserts.map((ref) => inventory.row(ref)?.serviceName)
    expect(rows).toEqual(['orders.shop.svc.cluster.local'])
  })

  test('counts a host once per alias that points at it and lets it go with the last one', () => {
    const { inventory, hosts } = start()
    const first = sampleAlias()
    const second = sampleAlias({ name: 'other' })
    inventory.apply([first, second], [])
    expect(hosts.get('orders.example.net')).toBe(2)
    inventory.apply([{ ...first, target: 'new.example.net' }], [])
    inventory.apply([], [second])
    expect(hosts.get('orders.example.net')).toBe(0)
    expect(hosts.get('new.example.net')).toBe(1)
  })

  test('ignores the removal of a Service that was created again under the same name', () => {
    const { inventory, deltas } = start()
    inventory.apply([sampleAlias({ uid: 'new' })], [])
    inventory.apply([], [sampleAlias({ uid: 'old' })])
    expect(inventory.size).toBe(1)
    expect(deltas).toHaveLength(1)
  })

  test('tells a replacement under the same name in one delta as an upsert without a removal', () => {
    const { inventory, deltas } = start()
    inventory.apply([sampleAlias({ uid: 'old' })], [])
    inventory.apply([sampleAlias({ uid: 'new' })], [sampleAlias({ uid: 'old' })])
    expect(deltas.at(-1)?.removes).toEqual([])
    expect(deltas.at(-1)?.upserts.map((ref) => inventory.row(ref)?.uid)).toEqual(['new'])
  })

  test('gives the active member its role when the colours come after it', () => {
    const { inventory } = start()
    inventory.apply([sampleAlias({ name: 'api' })], [])
    expect(inventory.row({ cluster: 'one', namespace: 'shop', name: 'api' })?.group).toBeNull()
    inventory.apply([sampleAlias({ name: 'api-blue' }), sampleAlias({ name: 'api-green' })], [])
    expect(inventory.row({ cluster: 'one', namespace: 'shop', name: 'api' })?.group).toEqual({
      name: 'api',
      role: 'active',
    })
  })

  test('takes the role away when the colours go', () => {
    const { inventory } = start()
    const blue = sampleAlias({ name: 'api-blue' })
    const green = sampleAlias({ name: 'api-green' })
    inventory.apply([sampleAlias({ name: 'api' }), blue, green], [])
    inventory.apply([], [blue, green])
    expect(inventory.row({ cluster: 'one', namespace: 'shop', name: 'api' })?.group).toBeNull()
  })

  test('makes every row of a host anew when its answer changes, and no other', () => {
    const answers: Record<string, VantageAnswer[]> = {}
    const { inventory, deltas } = start(answers)
    inventory.apply(
      [sampleAlias(), sampleAlias({ name: 'same' }), sampleAlias({ name: 'else', target: 'else.example.net' })],
      [],
    )
    answers['orders.example.net'] = [sampleAnswer()]
    inventory.hostAnswered('one', 'orders.example.net')
    expect(deltas.at(-1)?.upserts.map((ref) => [ref.name, inventory.row(ref)?.addresses])).toEqual([
      ['orders', ['203.0.113.7']],
      ['same', ['203.0.113.7']],
    ])
  })

  test('makes a row when it is looked at, once for each state of what it shows', () => {
    const { inventory, made } = start()
    const other = sampleAlias({ name: 'other', target: 'other.example.net' })
    inventory.apply([sampleAlias(), other], [])
    inventory.hostAnswered('one', 'other.example.net')
    expect(made).toEqual([])
    for (const _ of [1, 2]) expect([...inventory.rows()].map(({ name }) => name)).toEqual(['orders', 'other'])
    expect(made).toEqual(['orders', 'other'])
    inventory.hostAnswered('one', 'other.example.net')
    inventory.hostAnswered('one', 'other.example.net')
    expect(inventory.searched().map(({ row }) => row.name)).toEqual(['orders', 'other'])
    expect(made).toEqual(['orders', 'other', 'other'])
  })

  test('makes rows ahead, as many as it is told to, and says whether more are left', () => {
    const { inventory, made } = start()
    inventory.apply(
      ['a', 'b', 'c'].map((name) => sampleAlias({ name })),
      [],
    )
    expect(inventory.makeRows(0, 2)).toBe(true)
    expect(made).toEqual(['a', 'b'])
    expect(inventory.makeRows(2, 4)).toBe(false)
    expect([...inventory.rows()]).toHaveLength(3)
    expect(made).toEqual(['a', 'b', 'c'])
  })

  test('shows a review that was made anew in a row that is there and in one that is not yet', () => {
    const { inventory, deltas, made, review } = start()
    const alias = sampleAlias()
    inventory.apply([alias], [])
    expect(inventory.shownReview(alias)).toBeUndefined()
    review.state = 'due'
    inventory.reviewedAnew([alias])
    expect(inventory.row(alias)?.reviewState).toBe('due')
    review.state = 'signed-off'
    inventory.reviewedAnew([alias])
    expect(deltas.at(-1)?.upserts).toMatchObject([{ name: alias.name }])
    expect(inventory.shownReview(alias)).toBe('signed-off')
    expect(inventory.searched().map(({ facets }) => facets.review)).toEqual(['signed-off'])
    expect(made).toHaveLength(1)
  })

  test('says of a delta whether the cluster or an answer made it', () => {
    const { inventory, causes } = start()
    inventory.apply([sampleAlias()], [])
    inventory.hostAnswered('one', 'orders.example.net')
    expect(causes).toEqual(['watch', 'answer'])
  })

  test('lists the namespaces that hold an alias, each once', () => {
    const { inventory } = start()
    const only = sampleAlias({ namespace: 'lone' })
    inventory.apply([sampleAlias(), sampleAlias({ name: 'two' }), only], [])
    expect([...inventory.namespaces('one')].sort()).toEqual(['lone', 'shop'])
    inventory.apply([], [only])
    expect([...inventory.namespaces('one')]).toEqual(['shop'])
  })
})

describe('groups by label', () => {
  const as = (group: string, role: string) => ({ 'signpost/group': group, 'signpost/role': role })
  const ref = (name: string) => ({ cluster: 'one', namespace: 'shop', name })

  test('tells the Service whose role a label takes that it is no member any more, and again when the label goes', () => {
    const { inventory, deltas } = start()
    inventory.apply(
      ['api', 'api-blue', 'api-green'].map((name) => sampleAlias({ name })),
      [],
    )
    const next = sampleAlias({ name: 'next', labels: as('api', 'green') })
    inventory.apply([next], [])
    expect(inventory.row(ref('next'))?.group).toEqual({ name: 'api', role: 'green' })
    expect(inventory.row(ref('api-green'))?.group).toBeNull()
    expect(
      deltas
        .at(-1)
        ?.upserts.map(({ name }) => name)
        .sort(),
    ).toEqual(['api', 'api-blue', 'api-green', 'next'])
    inventory.apply([{ ...next, labels: {} }], [])
    expect(inventory.row(ref('api-green'))?.group).toEqual({ name: 'api', role: 'green' })
    expect(inventory.row(ref('next'))?.group).toBeNull()
  })

  test('holds who claims a role, and lets go of who was deleted', () => {
    const { inventory } = start()
    const both = ['a', 'b'].map((name) => sampleAlias({ name, labels: as('api', 'blue') }))
    inventory.apply(both, [])
    expect(inventory.roleHolders(ref('api'))).toEqual({ active: [], blue: ['a', 'b'], green: [] })
    inventory.apply([], both.slice(0, 1))
    expect(inventory.roleHolders(ref('api')).blue).toEqual(['b'])
    expect(inventory.claimants(ref('api'))).toEqual(['b'])
  })

  test('touches the same few rows however many Services claim one role', () => {
    const { inventory, deltas } = start()
    const many = Array.from({ length: 500 }, (_, index) =>
      sampleAlias({ name: `s${index}`, labels: as('api', 'blue') }),
    )
    inventory.apply(many, [])
    inventory.apply([sampleAlias({ name: 'last', labels: as('api', 'blue') })], [])
    expect(deltas.at(-1)?.upserts.map(({ name }) => name)).toEqual(['last'])
  })
  test('whoever goes over the rows while one of them goes away misses none of the others', () => {
    const { inventory } = start()
    const all = ['a', 'b', 'c', 'd'].map((name) => sampleAlias({ name, uid: name }))
    inventory.apply(all, [])
    const seen: string[] = []
    for (const row of inventory.rows()) {
      seen.push(row.name)
      if (row.name === 'b') inventory.apply([], all.slice(0, 1))
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd'])
  })
})
