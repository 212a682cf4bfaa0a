import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'
import { isRecord, listAt, recordAt, stringAt } from './json-value'
import type { KubeClient, KubeResponse, Query } from './kube-client'
import { type KubeObject, readKubeObject } from './kube-object'

const pageTimeoutMs = 30_000
// Of the event loop: undici looks at a connection that was used in one, and sends on it in the next.
const turnsUntilSent = 2

export interface ListQuestion {
  path: string
  query: Query
  /** The size of a page. */
  limit: number
  signal: AbortSignal
  /** Called before each page is asked for. */
  onAsk(): void
}

export interface ListPage {
  objects: KubeObject[]
  /** The version of the whole list, equal on all its pages. */
  resourceVersion: string
}

/**
 * One consistent list, page by page. An expired continue token is `conflict` with reason `expired`: the fresh token that
 * comes with it would go on inconsistently, so the caller begins again.
 */
export async function* listPages(client: KubeClient, question: ListQuestion): AsyncGenerator<ListPage> {
  const { path, query, limit, signal, onAsk } = question
  const ask = (next: string | undefined) => {
    onAsk()
    const asked = client.request({
      method: 'GET',
      path,
      query: { ...query, limit, continue: next },
      timeoutMs: pageTimeoutMs,
      signal,
    })
    // Whoever stops reading half-way does not wait for this one.
    asked.catch(() => undefined)
    return asked
  }
  let asked: Promise<KubeResponse> | null = ask(undefined)
  while (asked !== null) {
    const { body } = await asked
    if (!isRecord(body)) throw broken()
    const metadata = recordAt(body, 'metadata')
    const resourceVersion = stringAt(metadata, 'resourceVersion')
    if (resourceVersion === undefined) throw broken()
    const objects = listAt(body, 'items').flatMap((item) => {
      const object = readKubeObject(item)
      return object?.metadata.uid === undefined ? [] : [object]
    })
    // The server makes the next page while this one is taken in.
    const next = stringAt(metadata, 'continue')
    asked = next === undefined ? null : ask(next)
    for (let turn = 0; asked !== null && turn < turnsUntilSent; turn += 1) await nextTurn()
    yield { objects, resourceVersion }
  }
}

function broken(): AppError {
  return new AppError('unavailable', 'the API server answered a list without a resourceVersion', {
    reason: 'broken-answer',
  })
}
