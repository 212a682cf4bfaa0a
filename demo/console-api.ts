import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** The console that a demo speaks to as somebody who may do everything. */
export interface ConsoleApi {
  /** Where it answers. */
  readonly url: string
  readonly cluster: string
  readonly signal: AbortSignal
}

export interface MadeChange {
  readonly id: string
  readonly state: string
}

const stateLimitMs = 30_000
const stateEveryMs = 500

export function serviceOf({ cluster }: ConsoleApi, namespace: string, name: string) {
  return { cluster, namespace, name }
}

/** Plans a change and carries it out with everything accepted that can be. `more` goes into the order, such as the migration it is a step of. */
export async function carryOut(
  api: ConsoleApi,
  request: object,
  reason: string,
  more: object = {},
): Promise<MadeChange> {
  const plan = await call(api, 'POST', '/api/v1/plans', request)
  const { hash, prechecks, expiresAt: until } = plan
  if (typeof hash !== 'string' || !Array.isArray(prechecks)) throw new Error('the console answered without a plan')
  const codes = (state: string) =>
    prechecks.flatMap((precheck: { code: string; state: string }) => (precheck.state === state ? [precheck.code] : []))
  const overrides = codes('block').map((code) => ({ code, reason, until }))
  const acknowledge = [...codes('warn'), 'duplicate-target', 'no-recent-change']
  const body = { request, hash, changeId: randomUUID(), acknowledge, overrides, reason, ...more }
  return changeOf(await call(api, 'POST', '/api/v1/changes', body))
}

/** Waits until the change is more than applied; one that takes long is left to itself. */
export async function untilProved(api: ConsoleApi, service: ReturnType<typeof serviceOf>, { id }: MadeChange) {
  const { cluster, namespace, name } = service
  const limitAt = performance.now() + stateLimitMs
  while (performance.now() < limitAt) {
    const { state } = changeOf(await call(api, 'GET', `/api/v1/changes/${cluster}/${namespace}/${name}/${id}`))
    if (!['applying', 'applied', 'propagating', 'verifying'].includes(state)) return
    await pause(stateEveryMs, undefined, { signal: api.signal })
  }
}

/** One call of the console's API; throws what it answers instead of an object. */
export async function call({ url, signal }: ConsoleApi, method: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const answer = await fetch(`${url}${path}`, { method, signal, ...sent })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error(`${method} ${path}: no object`)
  return value as Readonly<Record<string, unknown>>
}

function changeOf({ id, state }: Readonly<Record<string, unknown>>): MadeChange {
  if (typeof id !== 'string' || typeof state !== 'string') throw new Error('the console answered without a change')
  return { id, state }
}
