import { type KubeObject, keyOf } from './kube-object.ts'

export interface StoredEvent {
  readonly revision: number
  readonly resource: string
  /** As written; null when it was deleted. */
  readonly object: KubeObject | null
  readonly previous: KubeObject | null
  /** The object with the revision of this event: as written, or as it was when it was deleted. */
  readonly last: KubeObject
}

interface RevisionLog {
  readonly append: (event: StoredEvent) => void
  readonly since: (resource: string, revision: number) => StoredEvent[]
  readonly rewind: (
    resource: string,
    table: ReadonlyMap<string, KubeObject>,
    revision: number,
  ) => ReadonlyMap<string, KubeObject>
  readonly compact: (revision: number) => void
  readonly compactedRevision: () => number
}

/** The last events of a store; when there are more than `kept`, the oldest half is forgotten and their revisions expire. */
export function createRevisionLog(start: number, kept: number): RevisionLog {
  let compacted = start
  let events: StoredEvent[] = []
  const firstAfter = (revision: number) => {
    let low = 0
    let high = events.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((events[middle]?.revision ?? 0) > revision) high = middle
      else low = middle + 1
    }
    return low
  }
  const compact = (revision: number) => {
    compacted = revision
    events = events.slice(firstAfter(revision))
  }
  return {
    append: (event) => {
      events.push(event)
      if (events.length > kept) compact(events[Math.floor(kept / 2)]?.revision ?? compacted)
    },
    since: (resource, revision) => events.slice(firstAfter(revision)).filter((event) => event.resource === resource),
    rewind: (resource, table, revision) => {
      const then = new Map(table)
      const later = events.slice(firstAfter(revision)).filter((event) => event.resource === resource)
      for (const event of later.reverse()) {
        if (event.previous === null) then.delete(keyOf(event.last))
        else then.set(keyOf(event.last), event.previous)
      }
      return then
    },
    compact,
    compactedRevision: () => compacted,
  }
}
