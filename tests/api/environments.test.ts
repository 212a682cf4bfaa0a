import { afterAll, beforeAll, expect, test } from 'vitest'
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
