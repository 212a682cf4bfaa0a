import { randomUUID } from 'node:crypto'
import { Pool } from 'undici'
import { startConsole } from '../journeys/console.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { openTestPlane } from '../plane/test-plane.ts'
import type { ApiDocument, GeneratedRequest } from './generate-requests.ts'
import type { ReceivedAnswer } from './judge-answer.ts'
import type { Known } from './schema-values.ts'

const home = 'fuzz-home'
const places = [home, 'editor-home']
const aliases = ['fuzz-api', 'fuzz-api-blue', 'fuzz-api-green', 'fuzz-gone']
const names = [...aliases, 'fuzz-new']
const identities = ['admin', 'admin', 'admin', 'viewer', 'editor', 'nobody'] as const
const limits = { SIGNPOST_RATE_LIMIT: '0', SIGNPOST_ASK_LIMIT: '1000000' }
const giveUpMs = 30_000

/** A console that asks who one is, with aliases, a change and a migration of the test's own, over `connections` kept connections. */
export async function openFuzzStage(connections: number) {
  const plane = await openTestPlane()
  await plane.administrator.apply(
    namespace(home),
    ...places.flatMap((place) =>
      aliases.map((name) => alias(place, name, 'api-v1.backend.com', { owner: 'fuzz-team' })),
    ),
  )
  const running = await startConsole(plane, {
    SIGNPOST_AUTH: 'token',
    NODE_OPTIONS: '--max-semi-space-size=8',
    ...limits,
  })
  const pool = new Pool(running.url, { connections, headersTimeout: giveUpMs, bodyTimeout: giveUpMs })
  const call = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${plane.token('admin')}`, 'content-type': 'application/json' }
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${running.url}/api${path}`, { headers, ...init })).json() as Promise<Answer>
  }
  return {
    running,
    tokens: identities.map(plane.token),
    document: await call<ApiDocument>('/openapi.json'),
    known: await makeKnown(call),
    send: (request: GeneratedRequest) => send(pool, request),
    close: async () => {
      await pool.destroy()
      await running.stop()
      // Requests may have removed or changed any of them before.
      await Promise.allSettled([
        ...[home, ...names].map((name) => plane.administrator.deleteNamespace(name)),
        ...names.map((name) => plane.administrator.deleteService('editor-home', name)),
      ])
      await plane.close()
    },
  }
}

async function makeKnown(call: <Answer>(path: string, body?: object) => Promise<Answer>): Promise<Known> {
  const { clusters } = await call<{ clusters: { name: string }[] }>('/v1/services')
  const cluster = clusters[0]?.name ?? ''
  const changes = await Promise.all(
    aliases.map(async (name) => {
      const request = { kind: 'retarget', service: { cluster, namespace: home, name }, target: 'api-v2.backend.com' }
      const { hash } = await call<{ hash: string }>('/v1/plans', request)
      return { request, hash, changeId: randomUUID() }
    }),
  )
  const [done = { changeId: '' }, ...open] = changes
  await call('/v1/changes', done)
  const spec = { pattern: 'provider-to-provider', target: 'api-v2.backend.com' }
  const migration = { id: randomUUID(), service: { cluster, namespace: home, name: 'fuzz-api' }, spec }
  await call('/v1/migrations', migration)
  const manifest = `apiVersion: v1\nkind: Service\nmetadata: {name: fuzz-new}\nspec: {type: ExternalName, externalName: api-v1.backend.com}\n`
  return {
    cluster: [cluster],
    // What has a change and a migration comes most often, so that they are met.
    namespace: [home, home, home, home, 'editor-home', 'fuzz-none'],
    clientNamespace: places,
    name: [...names, 'fuzz-api', 'fuzz-api', 'fuzz-api'],
    host: ['api-v1.backend.com', 'lone-host.example.org', 'nobody.example'],
    target: ['api-v1.backend.com', 'api-v2.backend.com', 'lone-host.example.org.', '192.0.2.1'],
    manifest: [manifest],
    text: [manifest, manifest.repeat(3), ': ['],
    id: [done.changeId, migration.id, done.changeId, migration.id, randomUUID()],
    changeId: [done.changeId, randomUUID()],
    createChange: open,
    createProposal: open,
    startMigration: [migration],
    actOnMigration: [{ action: 'note', text: 'seen' }],
    decideChange: [{ decision: 'keep', reason: 'it is as it should be' }],
  }
}

async function send(pool: Pool, { method, path, headers, body }: GeneratedRequest): Promise<ReceivedAnswer> {
  const startedAt = performance.now()
  const answer = await pool.request({ method: method as 'GET', path, headers, body })
  const header = (name: string) => String(answer.headers[name] ?? '')
  const isStream = header('content-type') === 'text/event-stream'
  if (isStream) answer.body.on('error', () => {}).destroy()
  const text = isStream ? '' : await answer.body.text()
  return {
    status: answer.statusCode,
    contentType: header('content-type'),
    location: header('location') || null,
    text,
    elapsedMs: performance.now() - startedAt,
  }
}
