import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliveredServices } from '../../../demo/company/delivered-services.ts'
import { seedCompany } from '../../../demo/company/seed-company.ts'
import { keepDelivered } from '../../../demo/delivery/keep-delivered.ts'
import { openRepository, type Repository } from '../../../demo/delivery/repository.ts'
import { createRequestSender, type RequestSender } from '../../../demo/delivery/send-request.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../demo/start-embedded-cluster.ts'
import { poll } from '../../control-plane/poll.ts'

const path = '/api/v1/namespaces/catalogue/services/stock-levels'
const services = deliveredServices()
let cluster: EmbeddedCluster
let sender: RequestSender
let repository: Repository
let folder: string
let turn: () => void
let stop: () => Promise<void>
const errors: string[] = []

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
  seedCompany(new Date(), (objects, { manager }) => cluster.seed(objects, manager))
  sender = await createRequestSender({ ...cluster, token: cluster.token('admin') })
  folder = await mkdtemp(join(tmpdir(), 'signpost-git-'))
  repository = await openRepository(folder, services)
  const every = (work: () => void) => {
    turn = work
    return () => undefined
  }
  const onError = (error: unknown) => errors.push(String(error))
  stop = keepDelivered({ services, repository, send: sender.send, every, onError }).stop
})
afterAll(async () => {
  await stop?.()
  sender?.close()
  await cluster?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Stored {
  readonly metadata: {
    readonly resourceVersion: string
    readonly managedFields: readonly { readonly manager: string }[]
  }
  readonly spec: { readonly externalName: string }
}

const read = async () => (await sender.send({ method: 'GET', path, query: {} })) as Stored
const patch = (externalName: string) =>
  sender.send({
    method: 'PATCH',
    path,
    query: { fieldManager: 'kubectl-patch' },
    contentType: 'application/merge-patch+json',
    body: { spec: { externalName } },
  })

/** Turns until the Service has this target. */
const becomes = (target: string) =>
  poll(
    async () => {
      turn()
      return (await read()).spec.externalName === target
    },
    { what: `the target becomes ${target}`, timeoutMs: 5000 },
  )

it('writes back what others wrote, as argocd-controller, and leaves a Service alone that is as the repository says', async () => {
  const { externalName = '' } = services.find(({ name }) => name === 'stock-levels') ?? {}
  await becomes(externalName)
  const before = await read()
  await patch('elsewhere.example.org')
  await becomes(externalName)
  const after = await read()
  expect(after.metadata.managedFields.map(({ manager }) => manager)).toContain('argocd-controller')
  expect(after.metadata.resourceVersion).not.toBe(before.metadata.resourceVersion)
  await stop()
  turn()
  await stop()
  expect((await read()).metadata.resourceVersion).toBe(after.metadata.resourceVersion)
})

it('writes what a visitor puts into the repository, and says once what it cannot read', async () => {
  const file = join(folder, 'catalogue', 'stock-levels.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('stock-blue.eu', 'stock-green.eu'))
  await becomes('stock-green.eu.quillmoor.example')
  await writeFile(file, 'kind: Service\n')
  for (const _ of [1, 2]) {
    turn()
    await stop()
  }
  expect(errors).toEqual([expect.stringContaining('stock-levels.yaml has no spec.externalName')])
  expect((await read()).spec.externalName).toBe('stock-green.eu.quillmoor.example')
})

it('keeps the manifests that are there when it opens the folder again', async () => {
  const [first] = services
  if (!first) throw new Error('nothing is delivered')
  const file = join(folder, first.namespace, `${first.name}.yaml`)
  await writeFile(file, 'spec:\n  externalName: merged.example.org\n')
  expect(await (await openRepository(folder, services)).read(first)).toBe('merged.example.org')
})
