import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '@/lib/contract/problem'
import { type ReviewItem, type ReviewsPage, reviewAnswerSchema, reviewsPageSchema } from '@/lib/contract/reviews'
import { serviceDetailSchema, servicesPageSchema } from '@/lib/contract/services'
import { documentedRoles } from '../cluster/documented-roles.ts'
import { editorNamespace, type Identity } from '../control-plane/identities.ts'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { isOnRealPlane, openTestPlane, type TestPlane } from '../plane/test-plane.ts'

const where = 'reviews-test'
const elsewhere = 'reviews-elsewhere'

let plane: TestPlane
let running: RunningConsole
let folder: string
let cluster: string
const env: Record<string, string> = { SIGNPOST_AUTH: 'token' }

const config = `
teams:
  - name: Orders
    groups: [viewers]
    owners: [team-orders]
    contacts: ['https://chat.example.com/orders', 'javascript:alert(1)']
reviews:
  days: 60
  environments:
    production: 30
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-reviews-'))
  env.SIGNPOST_CONFIG = join(folder, 'signpost.yaml')
  await writeFile(env.SIGNPOST_CONFIG, config)
  plane = await openTestPlane()
  const owned = { 'a8r.io/owner': 'team-orders' }
  await plane.administrator.apply(
    namespace(where, { environment: 'production' }),
    namespace(elsewhere),
    ...['confirmed', 'raced', 'bulk-1', 'answered', 'changing', 'remade'].map((name) =>
      alias(where, name, 'api-v1.backend.com', owned),
    ),
    alias(where, 'broken', 'api-v1.backend.com', { owner: 'x'.repeat(100_000) }),
    alias(where, 'stranger', 'api-v1.backend.com', { owner: 'nobody-knows' }),
    alias(elsewhere, 'bulk-2', 'api-v1.backend.com'),
    alias(editorNamespace, 'mine', 'api-v1.backend.com'),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `signpost-reviews.${where}`, namespace: where, labels: { 'signpost/record': 'reviews' } },
      data: { broken: '{"half', gone: '[]' },
    },
  )
  running = await startConsole(plane, env)
  cluster = servicesPageSchema.parse(await (await call('admin', '/services?limit=1')).json()).clusters[0]?.name ?? ''
  await poll(async () => (await reviews('admin', 'queue=all')).counts.all >= 10, {
    what: 'the aliases are there with their reviews',
    timeoutMs: 20_000,
  })
})

afterAll(async () => {
  await running?.stop()
  for (const each of [where, elsewhere]) await plane?.administrator.deleteNamespace(each)
  await plane?.administrator.deleteService(editorNamespace, 'mine')
  await plane?.close()
  await rm(folder, { recursive: true, force: true })
})

function call(identity: Identity, path: string, body?: object, url = running.url): Promise<Response> {
  const headers = { authorization: `Bearer ${plane.token(identity)}`, 'content-type': 'application/json' }
  return fetch(
    `${url}/api/v1${path}`,
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
  )
}

async function reviews(identity: Identity, query: string, url = running.url): Promise<ReviewsPage> {
  return reviewsPageSchema.parse(await (await call(identity, `/reviews?${query}`, undefined, url)).json())
}

async function itemOf(name: string, url = running.url): Promise<ReviewItem> {
  const { items } = await reviews('admin', `queue=all&limit=500&q=${name}`, url)
  const found = items.find((item) => item.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

const asked = ({ namespace: home, name, uid, hash, previous }: ReviewItem) => ({
  cluster,
  namespace: home,
  name,
  uid,
  hash,
  previous,
})

async function decide(item: ReviewItem, more: object = { decision: 'confirm' }, url = running.url) {
  return call('admin', '/reviews', { ...more, items: [asked(item)] }, url)
}

describe('the queue', () => {
  test('says of each alias whose it is, how it stands and what a decision rests on', async () => {
    const item = await itemOf('confirmed')
    expect(item).toMatchObject({
      ...{ team: 'Orders', state: 'never-reviewed', dueAt: null, last: null, previous: null, isUnchanged: false },
      ...{ environment: 'production', owner: { value: 'team-orders', source: 'a8r.io/owner' }, maySign: true },
      ...{ lastChange: null, damaged: null },
    })
    expect(item.consumers.names).toBe(0)
    expect(Math.round((Date.parse(item.holdsUntil) - Date.now()) / 86_400_000)).toBe(30)
  })

  test('tells the viewer by their groups what is theirs, and owners that no team stands for', async () => {
    const mine = await reviews('viewer', `namespace=${where}`)
    expect(mine.queue).toBe('mine')
    expect(mine.viewer).toEqual({ user: 'viewer', teams: ['Orders'] })
    expect(mine.items.map(({ team }) => new Set([team]))).toEqual(mine.items.map(() => new Set(['Orders'])))
    expect(mine.items.every(({ maySign }) => maySign === false)).toBe(true)
    expect(mine.teams[0]).toMatchObject({ team: 'Orders', isKnown: true, isMine: true })
    expect(mine.teams[0]?.contacts.map(({ href }) => href)).toEqual(['https://chat.example.com/orders', null])
    expect(mine.unknownOwners.map(({ owner }) => owner)).toContain('nobody-knows')
    expect((await reviews('admin', `namespace=${where}`)).queue).toBe('open')
  })

  test('shows who may list one namespace that alone, and nobody what is not theirs to see', async () => {
    const own = await reviews('editor', 'queue=all')
    expect(new Set(own.items.map((item) => item.namespace))).toEqual(new Set([editorNamespace]))
    expect(own.damaged).toEqual([])
    expect((await reviews('nobody', 'queue=all')).counts.all).toBe(0)
    const refused = await call('nobody', '/reviews', { decision: 'confirm', items: [asked(await itemOf('confirmed'))] })
    expect(refused.status).toBe(404)
  })

  test('takes a damaged record as what was never said, and says so', async () => {
    const page = await reviews('admin', `queue=all&namespace=${where}`)
    expect(page.damaged).toEqual([{ cluster, namespace: where, name: 'broken', why: 'it is no JSON' }])
    const broken = await itemOf('broken')
    expect(broken).toMatchObject({ state: 'never-reviewed', damaged: 'it is no JSON' })
    expect((await decide(broken)).status).toBe(201)
    expect(await itemOf('broken')).toMatchObject({ state: 'signed-off', damaged: null, changes: [] })
    expect((await reviews('admin', `queue=all&namespace=${where}`)).damaged).toEqual([])
  })
})

describe('a decision', () => {
  test('is recorded for as long as the environment says, seen at once, and in the inventory', async () => {
    const answer = await decide(await itemOf('confirmed'))
    expect(answer.status).toBe(201)
    const [result] = reviewAnswerSchema.parse(await answer.json()).items
    expect(result).toMatchObject({ result: 'recorded', review: { by: 'admin', decision: 'confirm', reason: null } })
    expect(await itemOf('confirmed')).toMatchObject({ state: 'signed-off', last: { id: result?.review?.id } })
    const rows = servicesPageSchema.parse(
      await (await call('admin', `/services?namespace=${where}&review=signed-off`)).json(),
    )
    expect(rows.items.map(({ name }) => name)).toContain('confirmed')
    expect(rows.facets.review['never-reviewed']).toBeGreaterThan(0)
  })

  test('is refused without the right to create reviews.signpost, naming it', async () => {
    const refused = await call('viewer', '/reviews', { decision: 'confirm', items: [asked(await itemOf('raced'))] })
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ verb: 'create', resource: 'reviews.signpost', namespace: where })
    expect(await itemOf('raced')).toMatchObject({ state: 'never-reviewed' })
  })

  test('of two people at once one wins, and the other is told by whom and what', async () => {
    const item = await itemOf('raced')
    const answers = await Promise.all([decide(item), decide(item, { decision: 'retire', reason: 'not used any more' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = answers.find(({ status }) => status === 409)
    const problem = problemSchema.parse(await refused?.json())
    expect(problem.code).toBe('reviewed-meanwhile')
    expect(problem.review).toMatchObject({ by: 'admin', id: (await itemOf('raced')).last?.id })
    expect((await decide(await itemOf('raced'))).status).toBe(201)
  })

  test('of two at different consoles is told as well', async () => {
    const other = await startConsole(plane, env)
    try {
      const item = await itemOf('answered')
      await poll(async () => (await itemOf('answered', other.url)).hash === item.hash, {
        what: 'the other console sees it',
        timeoutMs: 10_000,
      })
      expect((await decide(item, { decision: 'needs-change', reason: 'port' })).status).toBe(201)
      expect((await decide(item, undefined, other.url)).status).toBe(409)
      await poll(async () => (await itemOf('answered', other.url)).state === 'needs-change', {
        what: 'the other console sees the decision',
        timeoutMs: 10_000,
      })
    } finally {
      await other.stop()
    }
  })

  test('asks why, and for whom, of all but a confirmation', async () => {
    const item = await itemOf('answered')
    for (const [more, field] of [
      [{ decision: 'retire' }, 'reason'],
      [{ decision: 'needs-change', reason: '  ' }, 'reason'],
      [{ decision: 'reassign', reason: 'moved' }, 'newOwner'],
      [{ decision: 'approve' }, 'decision'],
    ] as const) {
      const refused = await decide(item, more)
      expect(refused.status).toBe(422)
      expect(problemSchema.parse(await refused.json()).causes?.map((cause) => cause.field)).toContain(field)
    }
    expect((await decide(item, { decision: 'reassign', reason: 'moved', newOwner: 'shop' })).status).toBe(201)
    expect((await itemOf('answered')).last).toMatchObject({ decision: 'reassign', newOwner: 'shop', reason: 'moved' })
  })

  test('is void when the target changes, and what was looked at before cannot be signed off', async () => {
    const before = await itemOf('changing')
    expect((await decide(before)).status).toBe(201)
    const looked = await itemOf('changing')
    await plane.administrator.patchService(where, 'changing', { spec: { externalName: 'api-v2.backend.com' } })
    const after = await poll(
      async () => {
        const item = await itemOf('changing')
        return item.state === 'changed' ? item : undefined
      },
      { what: 'the sign-off is void', timeoutMs: 10_000 },
    )
    expect(after.changes).toEqual([{ field: 'target', before: 'api-v1.backend.com', after: 'api-v2.backend.com' }])
    const refused = await decide(looked)
    expect(refused.status).toBe(409)
    expect(problemSchema.parse(await refused.json()).code).toBe('changed-meanwhile')
    const detail = serviceDetailSchema.parse(
      await (await call('admin', `/services/${cluster}/${where}/changing`)).json(),
    )
    expect(detail.row.reviewState).toBe('changed')
  })

  test('does not hold for another Service of the same name', async () => {
    expect((await decide(await itemOf('remade'))).status).toBe(201)
    const looked = await itemOf('remade')
    await plane.administrator.deleteService(where, 'remade')
    await plane.administrator.apply(alias(where, 'remade', 'api-v1.backend.com', { 'a8r.io/owner': 'team-orders' }))
    const remade = await poll(
      async () => {
        const item = await itemOf('remade')
        return item.uid === looked.uid ? undefined : item
      },
      { what: 'the new Service is seen', timeoutMs: 10_000 },
    )
    expect(remade).toMatchObject({ state: 'never-reviewed', last: null, remade: { by: 'admin' }, hash: looked.hash })
    expect((await decide(looked)).status).toBe(409)
  })
})

test.runIf(isOnRealPlane())('the documented role lets sign off who may not write the Service', async () => {
  const role = (await documentedRoles()).find(({ metadata }) => metadata.name === 'signpost-review')
  const item = await itemOf('stranger')
  await plane.administrator.apply(role ?? {}, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'reviewers', namespace: where },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'signpost-review' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'viewer' }],
  })
  const body = { decision: 'needs-change', reason: 'it has no team', items: [asked(item)] }
  await poll(async () => (await call('viewer', '/reviews', body)).status === 201, {
    what: 'the viewer may',
    timeoutMs: 10_000,
  })
  expect((await itemOf('stranger')).last).toMatchObject({ by: 'viewer', decision: 'needs-change' })
  const elsewhereItem = await itemOf('bulk-2')
  expect((await call('viewer', '/reviews', { decision: 'confirm', items: [asked(elsewhereItem)] })).status).toBe(403)
})

test('several are confirmed together where they are as they were, each with its own result', async () => {
  for (const name of ['bulk-1', 'bulk-2']) expect((await decide(await itemOf(name))).status).toBe(201)
  const [first, second, never] = [await itemOf('bulk-1'), await itemOf('bulk-2'), await itemOf('stranger')]
  const gone = { ...asked(first), name: 'not-there' }
  const answer = await call('admin', '/reviews', {
    decision: 'confirm',
    items: [asked(first), asked(never), asked(second), gone],
  })
  expect(answer.status).toBe(200)
  const { items } = reviewAnswerSchema.parse(await answer.json())
  expect(items.map(({ service, result }) => [service.name, result])).toEqual([
    ['bulk-1', 'recorded'],
    ['stranger', 'changed'],
    ['bulk-2', 'recorded'],
    ['not-there', 'not-found'],
  ])
  expect((await itemOf('stranger')).last?.decision).not.toBe('confirm')
  const many = await call('admin', '/reviews', {
    decision: 'retire',
    reason: 'all',
    items: [asked(first), asked(second)],
  })
  expect(many.status).toBe(422)
})

test('what was decided outlives the console', async () => {
  const before = await itemOf('confirmed')
  await running.stop()
  running = await startConsole(plane, env)
  const after = await poll(async () => (await reviews('admin', 'queue=all&q=confirmed')).items[0], {
    what: 'the reviews are read again',
    timeoutMs: 20_000,
  })
  expect(after.last).toEqual(before.last)
  expect(after.state).toBe('signed-off')
})
