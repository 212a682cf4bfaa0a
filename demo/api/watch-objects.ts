import type { JsonObject } from '../json/json.ts'
import { groupVersionOf, type ResourceKind } from '../resources/resource-kind.ts'
import { forbiddenField } from '../rules/field-error.ts'
import { emptyObject } from '../schema/empty-object.ts'
import type { KubeObject } from '../store/kube-object.ts'
import type { StoredEvent } from '../store/revision-log.ts'
import type { Store } from '../store/store.ts'
import { ApiFailure, expired } from './api-failure.ts'
import { invalidOptions } from './invalid-options.ts'
import { readRevision } from './list-objects.ts'
import { readSelection, type Selection } from './selection.ts'

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: JsonObject
}

interface WatchRequest {
  readonly query: URLSearchParams
  readonly namespace: string
  readonly name: string
}

export interface Watch {
  readonly stop: () => void
  /** Tells how far the watch has come, when the client wants to know. */
  readonly bookmark: () => void
}

/** Follows the objects of a kind from the revision that is asked for; `send` gets each event in order, what went before first. */
export function watchObjects(
  store: Store,
  kind: ResourceKind,
  request: WatchRequest,
  send: (event: WatchEvent) => void,
): Watch {
  const { query } = request
  const selection = readSelection(kind, request)
  const wantsBookmarks = query.get('allowWatchBookmarks') === 'true'
  const wantsInitial = readInitialWish(query)
  const asked = query.get('resourceVersion') ?? ''
  const revision = readRevision(asked, (why) => new ApiFailure(500, '', why))
  const tell = (event: StoredEvent) => {
    const told = eventFor(event, selection, kind)
    if (told !== null) send(told)
  }
  const bookmark = (annotations?: JsonObject) =>
    send({
      type: 'BOOKMARK',
      object: {
        kind: kind.kind,
        apiVersion: groupVersionOf(kind),
        metadata: { resourceVersion: String(store.revision()), ...(annotations ? { annotations } : {}) },
        ...emptyObject(kind.definition),
      },
    })
  if (wantsInitial ?? (asked === '' || asked === '0')) {
    for (const object of store.list(kind.storage, request.namespace === '' ? null : request.namespace))
      if (selection.matches(object)) send({ type: 'ADDED', object: kind.fromStorage?.(object) ?? object })
    if (wantsInitial && wantsBookmarks) bookmark({ 'k8s.io/initial-events-end': 'true' })
  } else if (asked !== '' && asked !== '0') {
    if (revision < store.compactedRevision()) {
      const text = `too old resource version: ${revision} (${store.compactedRevision()})`
      send({ type: 'ERROR', object: expired(text).toStatus() })
      return { stop: () => undefined, bookmark: () => undefined }
    }
    for (const event of store.eventsSince(kind.storage, revision)) tell(event)
  }
  const stop = store.subscribe((event) => {
    if (event.resource === kind.storage && event.revision > revision) tell(event)
  })
  return { stop, bookmark: () => wantsBookmarks && bookmark() }
}

function readInitialWish(query: URLSearchParams): boolean | null {
  const text = query.get('sendInitialEvents')
  const match = query.get('resourceVersionMatch') ?? ''
  if (text === null) {
    if (match !== '')
      throw refusal(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      )
    return null
  }
  if (match !== 'NotOlderThan')
    throw refusal('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')
  return text === 'true'
}

const refusal = (field: string, why: string) => invalidOptions('ListOptions', [forbiddenField(field, why)])

// An object that leaves the selection is told as deleted, as it was before, with the revision of the change.
function eventFor(event: StoredEvent, selection: Selection, kind: ResourceKind): WatchEvent | null {
  const { object, previous, last } = event
  const show = (of: KubeObject) => kind.fromStorage?.(of) ?? of
  const isIn = object !== null && selection.matches(object)
  const wasIn = previous !== null && selection.matches(previous)
  if (isIn) return { type: wasIn ? 'MODIFIED' : 'ADDED', object: show(object) }
  if (!wasIn) return null
  if (object === null) return { type: 'DELETED', object: show(last) }
  const { resourceVersion } = last.metadata
  return {
    type: 'DELETED',
    object: show({
      ...previous,
      metadata: { ...previous.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) },
    }),
  }
}
