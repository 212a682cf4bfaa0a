import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliveredServices } from '../../../demo/company/delivered-services.ts'
import { seedCompany } from '../../../demo/company/seed-company.ts'
import { seedDelivery } from '../../../demo/company/seed-delivery.ts'
import { readDeliveryPolicy } from '../../../demo/delivery/delivery-policy.ts'
import { keepDelivered } from '../../../demo/delivery/keep-delivered.ts'
import { openRepository, type Repository } from '../../../demo/delivery/repository.ts'
import { createRequestSender, type RequestSender } from '../../../demo/delivery/send-request.ts'
import { applicationKind } from '../../../demo/resources/application-kind.ts'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../demo/start-embedded-cluster.ts'
import { poll } from '../../control-plane/poll.ts'

const path = '/api/v1/namespaces/catalogue/services/stock-levels'
const mediaPath = '/api/v1/namespaces/storefront/services/media'
const applicationPath = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications'
const services = deliveredServices()
let cluster: EmbeddedCluster
let sender: RequestSender
let repository: Repository
let folder: string
let turn: () => void
let stop: () => Promise<void>
const errors: string[] = []

beforeAll(async () => {
  cluster = await startEmbeddedCluster({ customKinds: [applicationKind] })
  for (const bring of [seedDelivery, seedCompany])
    bring(new Date(), (objects, { manager }) => cluster.seed(objects, manager))
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

const read = async (from = path) => (await sender.send({ method: 'GET', path: from, query: {} })) as Stored
const patch = (externalName: string, of = path) =>
  sender.send({
    method: 'PATCH',
    path: of,
    query: { fieldManager: 'kubectl-patch' },
    contentType: 'application/merge-patch+json',
    body: { spec: { externalName } },
  })

/** Turns until the Service has this target. */
const becomes = (target: string, of = path) =>
  poll(
    async () => {
      turn()
      return (await read(of)).spec.externalName === target
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

it('leaves alone what an Application without self-healing delivers, until there is a commit', async () => {
  await patch('elsewhere.example.org', mediaPath)
  for (const _ of [1, 2]) {
    turn()
    await stop()
  }
  expect((await read(mediaPath)).spec.externalName).toBe('elsewhere.example.org')
  const file = join(folder, 'storefront', 'media.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace('media-2023.eu', 'media-2026.eu'))
  await becomes('media-2026.eu.quillmoor.example', mediaPath)
})

it('goes by what the Application says now, and delivers nothing without one', async () => {
  const setHealing = (selfHeal: boolean) =>
    sender.send({
      ...{ method: 'PATCH', path: `${applicationPath}/storefront`, query: {} },
      contentType: 'application/merge-patch+json',
      body: { spec: { syncPolicy: { automated: { selfHeal } } } },
    })
  await setHealing(true)
  await patch('elsewhere.example.org', mediaPath)
  await becomes('media-2026.eu.quillmoor.example', mediaPath)
  await setHealing(false)
  expect(await readDeliveryPolicy(sender.send, 'storefront')).toBe('syncs')
  expect(await readDeliveryPolicy(sender.send, 'catalogue')).toBe('heals')
  expect(await readDeliveryPolicy(sender.send, 'nobody')).toBe('idle')
})

it('keeps the manifests that are there when it opens the folder again', async () => {
  const [first] = services
  if (!first) throw new Error('nothing is delivered')
  const file = join(folder, first.namespace, `${first.name}.yaml`)
  await writeFile(file, 'spec:\n  externalName: merged.example.org\n')
  expect(await (await openRepository(folder, services)).read(first)).toBe('merged.example.org')
})
