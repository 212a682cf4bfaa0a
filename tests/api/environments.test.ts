import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { environmentImportSchema } from '@/lib/contract/environment-import'
import { environmentsExportSchema, environmentsPageSchema } from '@/lib/contract/environments'
import { problemSchema } from '@/lib/contract/problem'
import { poll } from '../control-plane/poll.ts'
import { type RunningConsole, startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'

let plane: TestPlane
let running: RunningConsole
const namespaces = ['api-env-dev', 'api-env-stg', 'api-env-prod']

beforeAll(async () => {
  plane = await openTestPlane()
  await plane.administrator.apply(
    ...namespaces.map((name) => namespace(name)),
    alias('api-env-dev', 'db', 'dev-db.company.com'),
    alias('api-env-stg', 'db', 'stg-db.company.com'),
    alias('api-env-prod', 'db', 'dev-db.company.com'),
  )
  running = await startConsole(plane)
  await poll(async () => (await matrix('q=api-env')).items[0]?.cells.every(({ total }) => total === 1) ?? false, {
    what: 'the three aliases',
    timeoutMs: 20_000,
  })
})

afterAll(async () => {
  await running?.stop()
  for (const name of namespaces) await plane?.administrator.deleteNamespace(name)
  await plane?.close()
})

async function matrix(query: string) {
  return environmentsPageSchema.parse(await (await fetch(`${running.url}/api/v1/environments?${query}`)).json())
}

const exportOf = (query: string) => fetch(`${running.url}/api/v1/environments/export?${query}`)

test('holds the aliases of three environments side by side, and says which one is on the host of another', async () => {
  const { items, total } = await matrix('q=api-env')
  expect(total).toBe(1)
  const cells = items[0]?.cells.filter((cell) => cell.total > 0) ?? []
  expect(cells.map(({ environment }) => environment)).toEqual(['development', 'staging', 'production'])
  const outliers = cells.map(({ entries }) => entries.flatMap((entry) => entry.outliers.map(({ code }) => code)))
  expect(outliers).toEqual([[], [], ['other-environment-word']])
})

test('exports them as a tar to save, and the same files as JSON', async () => {
  const query = namespaces.map((name) => `namespace=${name}`).join('&')
  const archive = await exportOf(query)
  expect(archive.headers.get('content-type')).toBe('application/x-tar')
  expect(archive.headers.get('content-disposition')).toContain('signpost-kustomize.tar')
  const bytes = Buffer.from(await archive.arrayBuffer())
  const { files, services } = environmentsExportSchema.parse(await (await exportOf(`${query}&format=json`)).json())
  expect(services).toBe(3)
  expect(files.map(({ path }) => path)).toContain('overlays/production/kustomization.yaml')
  for (const { path, text } of files) {
    expect(bytes.includes(path)).toBe(true)
    expect(bytes.includes(text)).toBe(true)
  }
})

test('names what is wrong with a query', async () => {
  const refused = await exportOf('format=zip')
  expect(refused.status).toBe(422)
  expect(problemSchema.parse(await refused.json()).causes?.map(({ field }) => field)).toEqual(['format'])
})

describe('POST /environments/import', () => {
  const post = (body: unknown) =>
    fetch(`${running.url}/api/v1/environments/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const overlay = 'namespace: api-env-prod\nresources: [../../base]\npatches: [{path: p.yaml}]\n'
  const service = (externalName: string, type = '') =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {externalName: ${externalName}${type}}\n`
  const files = [
    { path: 'base/kustomization.yaml', text: 'resources: [s.yaml]\n' },
    { path: 'base/s.yaml', text: service('placeholder.example.com', ', type: ExternalName') },
    { path: 'overlays/prod/kustomization.yaml', text: overlay },
    { path: 'overlays/prod/p.yaml', text: service('prod-db.company.com') },
  ]

  test('says what an overlay would change in its environment, with the change that does it', async () => {
    const { environments, counts } = environmentImportSchema.parse(await (await post({ files })).json())
    expect(counts).toMatchObject({ changed: 1 })
    expect(environments).toMatchObject([{ environment: 'production', sources: ['overlays/prod'] }])
    expect(environments[0]?.items[0]).toMatchObject({
      state: 'changed',
      diff: [{ path: 'spec.externalName', before: 'dev-db.company.com', after: 'prod-db.company.com' }],
      change: { kind: 'retarget', target: 'prod-db.company.com' },
    })
  })

  test('takes its own export, and finds nothing to change in it', async () => {
    const query = namespaces.map((name) => `namespace=${name}`).join('&')
    const archive = Buffer.from(await (await exportOf(query)).arrayBuffer()).toString('base64')
    const { counts, problems } = environmentImportSchema.parse(await (await post({ archive })).json())
    expect(problems).toEqual([])
    expect(counts).toMatchObject({ new: 0, changed: 0, same: 3 })
  })

  test.each([
    ['nothing given', {}, 422],
    ['both ways at once', { files, archive: 'YQ==' }, 422],
    ['what is no archive', { archive: Buffer.from('x'.repeat(600)).toString('base64') }, 422],
    ['an unknown field', { files, name: 'x' }, 422],
    ['a cluster that there is not', { files, cluster: 'elsewhere' }, 404],
    ['more than a request holds', { files: [{ path: 'a.yaml', text: 'x'.repeat(2 ** 20) }] }, 413],
  ])('refuses %s', async (_, body, status) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    problemSchema.parse(await answer.json())
  })
})
