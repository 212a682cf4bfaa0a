import type { StoredEvent } from '../store/revision-log.ts'

/** Brings what is stored closer to what is wanted, one object at a time; it is told of changes, and never asks by the clock. */
export interface Controller {
  readonly name: string
  /** Which of its objects an event may concern, as `namespace/name` or a key of its own. */
  readonly keysFor: (event: StoredEvent) => readonly string[]
  /** Looks after one object as it is now; it may be gone. What the API refuses may be thrown: the next event tries again. */
  readonly reconcile: (key: string) => void
}

export function splitKey(key: string): { readonly namespace: string; readonly name: string } {
  const slash = key.indexOf('/')
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}
