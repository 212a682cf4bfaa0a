import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { SendRequest } from './delivery/delivery-bot.ts'

export interface HistoryOptions {
  /** Where the console answers. */
  readonly url: string
  readonly cluster: string
  /** To the API server, past the console. */
  readonly send: SendRequest
  readonly signal: AbortSignal
}

interface Change {
  readonly id: string
  readonly state: string
}

const stateLimitMs = 30_000
const stateEveryMs = 500

/**
 * Makes the first changes of the company: one past the console with kubectl, one through it that is taken back, and one that is still watched
 * over. They are real, so their history, their soak and their clock are too.
 */
export async function tellHistory(options: HistoryOptions): Promise<void> {
  await options.send({
    method: 'PATCH',
    path: '/api/v1/namespaces/storefront-dev/services/pages-api',
    query: { fieldManager: 'kubectl-patch' },
    contentType: 'application/merge-patch+json',
    body: { spec: { externalName: 'pages-green.stg.quillmoor.example' } },
  })
  const staging = serviceOf(options, 'storefront-staging', 'pages-api')
  const tried = await carryOut(
    options,
    { kind: 'switch', service: staging, to: 'blue' },
    'try the new renderer on staging',
  )
  await untilProved(options, staging, tried)
  const undo = { kind: 'undo', service: staging, changeId: tried.id }
  await carryOut(options, undo, 'the new renderer does not speak TLS yet')
  const downloads = serviceOf(options, 'ebooks', 'downloads')
  await carryOut(options, { kind: 'switch', service: downloads, to: 'green' }, 'files move to the new storage')
}

function serviceOf({ cluster }: HistoryOptions, namespace: string, name: string) {
  return { cluster, namespace, name }
}

async function carryOut(options: HistoryOptions, request: object, reason: string): Promise<Change> {
  const plan = await call(options, 'POST', '/api/v1/plans', request)
  const { hash, prechecks, expiresAt: until } = plan
  if (typeof hash !== 'string' || !Array.isArray(prechecks)) throw new Error('the console answered without a plan')
  const codes = (state: string) =>
    prechecks.flatMap((precheck: { code: string; state: string }) => (precheck.state === state ? [precheck.code] : []))
  const overrides = codes('block').map((code) => ({ code, reason, until }))
  const body = { request, hash, changeId: randomUUID(), acknowledge: codes('warn'), overrides, reason }
  return changeOf(await call(options, 'POST', '/api/v1/changes', body))
}

/** Waits until the change is more than applied; one that takes long is left to itself. */
async function untilProved(options: HistoryOptions, service: ReturnType<typeof serviceOf>, { id }: Change) {
  const { cluster, namespace, name } = service
  const limitAt = performance.now() + stateLimitMs
  while (performance.now() < limitAt) {
    const { state } = changeOf(await call(options, 'GET', `/api/v1/changes/${cluster}/${namespace}/${name}/${id}`))
    if (!['applying', 'applied', 'propagating', 'verifying'].includes(state)) return
    await pause(stateEveryMs, undefined, { signal: options.signal })
  }
}

async function call({ url, signal }: HistoryOptions, method: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const answer = await fetch(`${url}${path}`, { method, signal, ...sent })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error(`${method} ${path}: no object`)
  return value as Readonly<Record<string, unknown>>
}

function changeOf({ id, state }: Readonly<Record<string, unknown>>): Change {
  if (typeof id !== 'string' || typeof state !== 'string') throw new Error('the console answered without a change')
  return { id, state }
}
