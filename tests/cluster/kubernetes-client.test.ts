import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { readSelf, reviewAccess } from '@/lib/kubernetes/access-reviews'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { listConfigMaps, readConfigMap, writeConfigMap } from '@/lib/kubernetes/config-maps'
import { createKubeClient, type KubeClient } from '@/lib/kubernetes/kube-client'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'
import { type SendOptions, sendWrite } from '@/lib/kubernetes/send-write'
import { readService } from '@/lib/kubernetes/services'
import { poll } from '../control-plane/poll'
import { providedControlPlane } from '../control-plane/provided-control-plane'

const controlPlane = providedControlPlane()
const userAgent = 'signpost/test'
const namespace = 'door-client'
const clients: KubeClient[] = []

async function access(identity: 'admin' | 'admin-certificate'): Promise<ClusterAccess> {
  const env = { KUBECONFIG: controlPlane.kubeconfigPath(identity) }
  const { clusters, problem } = await readKubeconfig({ env, contexts: null })
  const [found] = clusters
  if (found === undefined) throw new Error(problem ?? 'no cluster')
  return found
}

async function clientOf(identity: 'admin' | 'admin-certificate'): Promise<KubeClient> {
  const client = createKubeClient(await access(identity), { kind: 'kubeconfig' }, { userAgent })
  clients.push(client)
  return client
}

async function clientWithToken(token: string): Promise<KubeClient> {
  const client = createKubeClient(await access('admin-certificate'), { kind: 'token', token }, { userAgent })
  clients.push(client)
  return client
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return error
  throw new Error(`expected an AppError, got ${String(error)}`)
}

let admin: KubeClient
beforeAll(async () => {
  admin = await clientOf('admin')
  await admin.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: namespace } } })
  await admin.request({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/services`,
    body: {
      metadata: { name: 'database' },
      spec: { type: 'ExternalName', externalName: 'db.example.com', selector: { app: 'old' } },
    },
  })
})
afterAll(async () => {
  await admin.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` })
  await Promise.all(clients.map((client) => client.close()))
})

describe('who a client is', () => {
  test('the kubeconfig user, by token or by client certificate', async () => {
    expect((await readSelf(admin)).user).toBe('admin')
    const byCertificate = await readSelf(await clientOf('admin-certificate'))
    expect(byCertificate.groups).toContain('system:masters')
  })

  test('the bearer of a token only, even where the kubeconfig has a client certificate', async () => {
    const viewer = await clientWithToken(controlPlane.token('viewer'))
    expect((await readSelf(viewer)).user).toBe('viewer')
    expect((await readService(viewer, namespace, 'database'))?.spec.externalName).toBe('db.example.com')
  })

  test('nobody with an unknown token, which no error repeats', async () => {
    const error = await failure(readSelf(await clientWithToken('wrong-secret-token')))
    expect(error.code).toBe('unauthenticated')
    expect(`${error.message} ${JSON.stringify(error.extra)}`).not.toContain('wrong-secret-token')
  })
})

const patchService = (
  client: KubeClient,
  home: string,
  name: string,
  body: Record<string, unknown>,
  options: SendOptions,
) =>
  sendWrite(client, { verb: 'patch', ref: { apiVersion: 'v1', kind: 'Service', namespace: home, name }, body }, options)

describe('what a client may', () => {
  test('is answered per verb, resource and namespace', async () => {
    const viewer = await clientWithToken(controlPlane.token('viewer'))
    const editor = await clientWithToken(controlPlane.token('editor'))
    const patch = { verb: 'patch', resource: 'services' }
    expect(await reviewAccess(viewer, { verb: 'list', resource: 'services' })).toMatchObject({ allowed: true })
    expect(await reviewAccess(viewer, { ...patch, namespace })).toMatchObject({ allowed: false })
    expect(await reviewAccess(editor, { ...patch, namespace: 'editor-home' })).toMatchObject({ allowed: true })
    expect(await reviewAccess(editor, { ...patch, namespace })).toMatchObject({ allowed: false })
    expect(
      await reviewAccess(editor, { verb: 'create', group: 'signpost', resource: 'reviews', namespace }),
    ).toMatchObject({ allowed: false })
  })

  test('is refused with the server’s own sentence, naming verb and resource', async () => {
    const viewer = await clientWithToken(controlPlane.token('viewer'))
    const error = await failure(
      patchService(viewer, namespace, 'database', { metadata: { labels: { a: 'b' } } }, { dryRun: true }),
    )
    expect(error).toMatchObject({ code: 'forbidden', extra: { status: 403, reason: 'Forbidden' } })
    expect(error.message).toContain('cannot patch resource "services"')
  })
})

describe('reading and patching a Service', () => {
  test('a missing Service or namespace is null', async () => {
    expect(await readService(admin, namespace, 'missing')).toBeNull()
    expect(await readService(admin, 'no-such-namespace', 'missing')).toBeNull()
  })

  test('a name that would lead elsewhere is refused before it is sent', async () => {
    expect(await failure(readService(admin, namespace, '..'))).toMatchObject({
      code: 'invalid',
      causes: [{ field: 'name' }],
    })
    expect(await failure(readService(admin, 'a/b', 'c'))).toMatchObject({
      code: 'invalid',
      causes: [{ field: 'namespace' }],
    })
  })

  test('a dry run answers with what would be and writes nothing', async () => {
    const patch = { spec: { externalName: 'dry.example.com' } }
    const { object } = await patchService(admin, namespace, 'database', patch, { dryRun: true })
    expect(object).toMatchObject({ spec: { externalName: 'dry.example.com' } })
    expect((await readService(admin, namespace, 'database'))?.spec.externalName).toBe('db.example.com')
  })

  test('the server’s warnings come along', async () => {
    const patch = { spec: { type: 'ClusterIP', ports: [{ port: 80 }] } }
    const { warnings } = await patchService(admin, namespace, 'database', patch, { dryRun: true })
    expect(warnings).toEqual([expect.stringContaining('spec.externalName')])
  })

  test('an old resourceVersion in the patch is a conflict', async () => {
    const patch = { metadata: { resourceVersion: '1' }, spec: { externalName: 'late.example.com' } }
    const error = await failure(patchService(admin, namespace, 'database', patch, { dryRun: false }))
    expect(error).toMatchObject({ code: 'conflict', reason: 'conflict', extra: { status: 409, reason: 'Conflict' } })
  })

  test('an invalid target is unprocessable and names the field', async () => {
    const patch = { spec: { externalName: 'Not_A_Host' } }
    const error = await failure(patchService(admin, namespace, 'database', patch, { dryRun: true }))
    expect(error).toMatchObject({ code: 'unprocessable', extra: { status: 422, reason: 'Invalid' } })
    expect(error.causes[0]).toMatchObject({ field: 'spec.externalName', message: expect.stringContaining('RFC 1123') })
  })

  test('an unknown field is refused, not dropped', async () => {
    const error = await failure(
      patchService(admin, namespace, 'database', { spec: { externalname: 'x' } }, { dryRun: true }),
    )
    expect(error.code).toBe('unprocessable')
    expect(error.message).toContain('unknown field "spec.externalname"')
  })

  test('a patch leaves the change id in the audit log and signpost as manager', async () => {
    const editor = await clientWithToken(controlPlane.token('editor'))
    const home = 'editor-home'
    const service = { metadata: { name: 'audited' }, spec: { type: 'ExternalName', externalName: 'a.example.com' } }
    const path = `/api/v1/namespaces/${home}/services`
    await editor.request({ method: 'POST', path, body: service })
    const auditId = crypto.randomUUID()
    const patch = { spec: { externalName: 'b.example.com' } }
    const { object } = await patchService(editor, home, 'audited', patch, { dryRun: false, auditId })
    await editor.request({ method: 'DELETE', path: `${path}/audited` })
    expect(object?.metadata.managedFields?.map(({ manager }) => manager)).toContain('signpost')
    const entry = async () => {
      const lines = (await readFile(controlPlane.auditLogPath, 'utf8')).split('\n')
      return lines.find((line) => line.includes(auditId))
    }
    expect(await poll(entry, { what: 'the audit entry', timeoutMs: 5_000 })).toContain(userAgent)
  })
})

describe('a ConfigMap as a record', () => {
  const record = { namespace, name: 'record', labels: { kind: 'record' }, annotations: {}, data: { entries: '[]' } }

  test('is created, read, listed by label and replaced by the one that read it last', async () => {
    expect(await readConfigMap(admin, namespace, 'record')).toBeNull()
    const created = await writeConfigMap(admin, { ...record, resourceVersion: null })
    expect(await readConfigMap(admin, namespace, 'record')).toEqual(created)
    const second = await failure(writeConfigMap(admin, { ...record, resourceVersion: null }))
    expect(second).toMatchObject({ code: 'conflict', reason: 'already-exists' })
    const replaced = await writeConfigMap(admin, { ...created, data: { entries: '[1]' } })
    expect(await failure(writeConfigMap(admin, { ...created, data: {} }))).toMatchObject({ code: 'conflict' })
    expect(await listConfigMaps(admin, { namespace: null, labelSelector: 'kind=record' })).toEqual([replaced])
    await admin.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/configmaps/record` })
    expect(await failure(writeConfigMap(admin, replaced))).toMatchObject({ code: 'conflict' })
  })
})
