import { changeSchema, planSchema } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { poll } from '../control-plane/poll.ts'

const because = 'a journey wants it'

/** Makes a change over a console's API as somebody who accepts everything, waits until it stands in the state, and gives the link of its sheet. */
export async function makeChange(url: string, request: ChangeRequest, state: ChangeState): Promise<string> {
  const { hash, prechecks } = planSchema.parse(await post(url, 'plans', request))
  const codes = (which: string) => prechecks.filter((check) => check.state === which).map(({ code }) => code)
  const intent = { request, hash, changeId: crypto.randomUUID(), reason: because }
  const overrides = codes('block').map((code) => ({ code, reason: because }))
  const answer =
    state === 'patch-proposed'
      ? await post(url, 'proposals', intent)
      : await post(url, 'changes', { ...intent, acknowledge: codes('warn'), overrides })
  const { service, id } = changeSchema.parse(answer)
  const path = [service.cluster, service.namespace, service.name, id].join('/')
  const isThere = async () => {
    const change = changeSchema.parse(await (await fetch(`${url}/api/v1/changes/${path}`)).json())
    return change.state === state
  }
  await poll(isThere, { what: `the change of ${service.name} is ${state}`, timeoutMs: 60_000, everyMs: 100 })
  return `/changes?change=${path}`
}

async function post(url: string, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const given: unknown = await answer.json()
  if (!answer.ok) throw new Error(`POST /${path}: ${answer.status} ${JSON.stringify(given).slice(0, 500)}`)
  return given
}
