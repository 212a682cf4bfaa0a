import { expect } from 'vitest'
import { type ContractCase, defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectInvalid, namesIn, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject } from '../service-object.ts'
import type { Stage } from '../stage.ts'

async function fill(stage: Stage): Promise<void> {
  await stage.create('services', serviceObject('e1', aliasSpec('a.com'), { labels: { app: 'a', tier: 'x' } }))
  await stage.create('services', serviceObject('e2', aliasSpec('b.com'), { labels: { app: 'b' } }))
  await stage.create('services', serviceObject('c1', { ports: [{ port: 80 }] }, { labels: { app: 'c', tier: 'y' } }))
  await stage.create('services', serviceObject('h1', { clusterIP: 'None' }))
}

const found: readonly (readonly [query: string, names: readonly string[]])[] = [
  ['fieldSelector=spec.type=ExternalName', ['e1', 'e2']],
  ['fieldSelector=spec.type!=ExternalName', ['c1', 'h1']],
  ['fieldSelector=spec.type==ClusterIP', ['c1', 'h1']],
  ['fieldSelector=spec.clusterIP=None', ['h1']],
  ['fieldSelector=metadata.name=e1', ['e1']],
  ['fieldSelector=metadata.name!=e1', ['c1', 'e2', 'h1']],
  ['fieldSelector=metadata.namespace=other', []],
  ['fieldSelector=spec.type=ExternalName,metadata.name=e2', ['e2']],
  ['labelSelector=app=a', ['e1']],
  ['labelSelector=app==a', ['e1']],
  ['labelSelector=app!=a', ['c1', 'e2', 'h1']],
  ['labelSelector=app in (a,b)', ['e1', 'e2']],
  ['labelSelector=app notin (a)', ['c1', 'e2', 'h1']],
  ['labelSelector=tier', ['c1', 'e1']],
  ['labelSelector=!tier', ['e2', 'h1']],
  ['labelSelector=app in (a,b),tier=x', ['e1']],
  ['labelSelector=tier&fieldSelector=spec.type=ExternalName', ['e1']],
  ['limit=-1', ['c1', 'e1', 'e2', 'h1']],
  ['resourceVersion=0', ['c1', 'e1', 'e2', 'h1']],
]

const badRequests: readonly (readonly [query: string, message: string])[] = [
  ['fieldSelector=spec.externalName=a.com', 'field label not supported: spec.externalName'],
  ['fieldSelector=nonsense', "invalid selector: 'nonsense'; can't understand 'nonsense'"],
  ['labelSelector=a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['labelSelector=app in', "unable to parse requirement: found '' expected: '('"],
  ['labelSelector=app=a b', "found 'b', expected: ',' or 'end of string'"],
  ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
  ['timeoutSeconds=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
  [
    'resourceVersion=abc',
    'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
  ],
  ['watch=1&fieldSelector=spec.externalName=a.com', 'field label not supported: spec.externalName'],
]

const badOptions: readonly (readonly [query: string, field: string, reason: string, message: string])[] = [
  [
    'resourceVersionMatch=Exact',
    'resourceVersionMatch',
    'Forbidden',
    'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
  ],
  [
    'resourceVersionMatch=Exact&resourceVersion=0',
    'resourceVersionMatch',
    'Forbidden',
    'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
  ],
  [
    'resourceVersionMatch=Nope&resourceVersion=5',
    'resourceVersionMatch',
    'NotSupported',
    'Unsupported value: "Nope": supported values: "Exact", "NotOlderThan", ""',
  ],
  ['sendInitialEvents=true', 'sendInitialEvents', 'Forbidden', 'Forbidden: sendInitialEvents is forbidden for list'],
  [
    'watch=1&sendInitialEvents=true',
    'resourceVersionMatch',
    'Forbidden',
    'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
  ],
  [
    'watch=1&resourceVersionMatch=NotOlderThan&resourceVersion=5',
    'resourceVersionMatch',
    'Forbidden',
    'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
  ],
]

const list = (stage: Stage, query: string) => stage.list('services', { query: encodeURI(query) })
const continueOf = (body: unknown) => encodeURIComponent(textAt(body, 'metadata.continue'))

const paging: readonly ContractCase[] = [
  defineCase('is whole, in the order of names, and has a version of its own', async (stage) => {
    const answer = await stage.list('services')
    expect(answer.body).toMatchObject({ kind: 'ServiceList', apiVersion: 'v1' })
    expect(valueAt(answer.body, 'metadata')).toEqual({ resourceVersion: expect.stringMatching(/^\d+$/) })
    expect(namesIn(answer)).toEqual(['c1', 'e1', 'e2', 'h1'])
    const first = valueAt(valueAt(answer.body, 'items'), '0')
    expect(valueAt(first, 'kind')).toBeUndefined()
    expect({ ...Object(first), kind: 'Service', apiVersion: 'v1' }).toEqual((await stage.read('services', 'c1')).body)
  }),
  defineCase('of a namespace that does not exist is empty', async (stage) => {
    expect(namesIn(await stage.list('services', { namespace: 'no-such-namespace' }))).toEqual([])
  }),
  defineCase('comes in pages, all of one version, unmoved by what happens in between', async (stage) => {
    const first = await list(stage, 'limit=2')
    expect(namesIn(first)).toEqual(['c1', 'e1'])
    expect(valueAt(first.body, 'metadata.remainingItemCount')).toBe(2)
    await stage.create('services', serviceObject('f1', aliasSpec('c.com')))
    const second = await stage.list('services', { query: `limit=2&continue=${continueOf(first.body)}` })
    expect(namesIn(second)).toEqual(['e2', 'h1'])
    expect(valueAt(second.body, 'metadata')).toEqual({
      resourceVersion: textAt(first.body, 'metadata.resourceVersion'),
    })
    await stage.remove('services', 'f1')
  }),
  defineCase('in pages does not count what remains of a selection', async (stage) => {
    const answer = await list(stage, 'limit=1&labelSelector=app')
    expect(namesIn(answer)).toEqual(['c1'])
    expect(textAt(answer.body, 'metadata.continue')).not.toBe('')
    expect(valueAt(answer.body, 'metadata.remainingItemCount')).toBeUndefined()
  }),
  defineCase('continues at no other version', async (stage) => {
    const first = await list(stage, 'limit=2')
    const query = `limit=2&resourceVersion=5&continue=${continueOf(first.body)}`
    expectBadRequest(
      await stage.list('services', { query }),
      'specifying resource version is not allowed when using continue',
    )
  }),
  defineCase('does not continue from just anything', async (stage) => {
    const answer = await list(stage, 'continue=garbage')
    expect(answer.status).toBe(400)
    expect(textAt(answer.body, 'message')).toMatch(/^invalid continue token: continue key is not valid: /)
  }),
  defineCase('of all namespaces says where each is', async (stage) => {
    const answer = await stage.call({ method: 'GET', path: '/api/v1/services?labelSelector=tier=x' })
    expect(namesIn(answer)).toContain('e1')
    const items = valueAt(answer.body, 'items')
    expect(valueAt(valueAt(items, '0'), 'metadata.namespace')).toBe(stage.namespace)
  }),
  defineCase('of a version not yet there waits, then says so', async (stage) => {
    const answer = await list(stage, 'resourceVersion=999999999')
    expectFailure(answer, {
      code: 504,
      reason: 'Timeout',
      message: expect.stringMatching(/^Timeout: Too large resource version: 999999999, current: \d+$/),
      details: {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    })
  }),
  defineCase('of metadata alone', async (stage) => {
    const headers = { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' }
    const answer = await stage.read('services', 'e2', { headers })
    expect(answer.body).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'e2', labels: { app: 'b' } },
    })
    expect(valueAt(answer.body, 'spec')).toBeUndefined()
  }),
  defineCase('as a table has the columns that kubectl shows', async (stage) => {
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }
    const answer = await stage.list('services', { headers, query: 'labelSelector=app%3Db' })
    expect(answer.body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' })
    const columns = valueAt(answer.body, 'columnDefinitions')
    if (!Array.isArray(columns)) throw new Error(answer.text)
    expect(columns.map((column) => [textAt(column, 'name'), valueAt(column, 'priority')])).toEqual([
      ['Name', 0],
      ['Type', 0],
      ['Cluster-IP', 0],
      ['External-IP', 0],
      ['Port(s)', 0],
      ['Age', 0],
      ['Selector', 1],
    ])
    expect(valueAt(valueAt(valueAt(answer.body, 'rows'), '0'), 'cells')).toEqual([
      'e2',
      'ExternalName',
      '<none>',
      'b.com',
      '<none>',
      expect.stringMatching(/^\d+s$/),
      '<none>',
    ])
  }),
  defineCase('can be deleted by a selector, and gives what it deleted', async (stage) => {
    await stage.create('services', serviceObject('d1', aliasSpec('a.com'), { labels: { doomed: 'yes' } }))
    await stage.create('services', serviceObject('d2', aliasSpec('a.com'), { labels: { doomed: 'yes' } }))
    const path = stage.path('services', undefined, { query: 'labelSelector=doomed' })
    const answer = await stage.call({ method: 'DELETE', path })
    expect(namesIn(answer)).toEqual(['d1', 'd2'])
    expect(namesIn(await stage.list('services'))).toEqual(['c1', 'e1', 'e2', 'h1'])
  }),
]

export const lists = defineSuite(
  'a list',
  [
    ...found.map(([query, names]) =>
      defineCase(`with ${query} finds ${names.join(', ') || 'nothing'}`, async (stage) => {
        expect(namesIn(await list(stage, query))).toEqual(names)
      }),
    ),
    ...badRequests.map(([query, message]) =>
      defineCase(`with ${query} is a bad request`, async (stage) => {
        expectBadRequest(await list(stage, query), message)
      }),
    ),
    ...badOptions.map(([query, ...cause]) =>
      defineCase(`with ${query} is invalid`, async (stage) => {
        expectInvalid(await list(stage, query), 'ListOptions.meta.k8s.io', '', [cause])
      }),
    ),
    ...paging,
  ],
  fill,
)
