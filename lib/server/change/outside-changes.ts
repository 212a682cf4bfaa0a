import { createHash } from 'node:crypto'
import type { ChangeView } from '@/lib/contract/changes'
import type { Alias } from '@/lib/domain/alias/alias'
import { findOutsideChange, type OutsideChange } from '@/lib/domain/change/find-outside-change'
import { shown } from './change-view'

const kept = 1_000

/** The changes of one cluster that were not made through Signpost, as the watch showed them: the last 1,000, in memory. */
export class OutsideChanges {
  readonly #views = new Map<string, ChangeView>()
  readonly #tell: (change: ChangeView) => void

  constructor(tell: (change: ChangeView) => void) {
    this.#tell = tell
  }

  /** Looks at one step of an alias; `previous` is null at first sight. */
  see(previous: Alias | null, next: Alias): void {
    const found = findOutsideChange(previous, next)
    if (found === null) return
    const view = outsideView(found, next, previous === null)
    if (this.#views.has(view.id)) return
    this.#views.set(view.id, view)
    for (const oldest of this.#views.keys()) {
      if (this.#views.size <= kept) break
      this.#views.delete(oldest)
    }
    this.#tell(view)
  }

  /** All of them, newest first. */
  all(): ChangeView[] {
    return [...this.#views.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  }

  get(id: string): ChangeView | null {
    return this.#views.get(id) ?? null
  }
}

function outsideView(found: OutsideChange, alias: Alias, isFirstSight: boolean): ChangeView {
  const { from, to, by, at, reverts } = found
  const { cluster, namespace, name } = alias
  const note = noteOf(found, isFirstSight)
  return {
    ...{ id: idOf(found, alias), kind: 'outside', service: { cluster, namespace, name }, state: 'observed-live' },
    ...{ from: shown(from), to: shown(to), by, reason: null, at, steps: [{ state: 'observed-live', at, note }] },
    ...{ overrides: [], undoOf: reverts, soakUntil: null, cutOver: null, answers: [] },
  }
}

function noteOf({ by, to, reverts }: OutsideChange, isFirstSight: boolean): string {
  const what =
    reverts === null ? `${by} wrote it, not through Signpost.` : `${by} wrote the old target back: ${reverts}.`
  const target = to.target === null ? ` The Service is ${to.type} now.` : ''
  return isFirstSight ? `${what}${target} Found when the console started.` : `${what}${target}`
}

// The same from every console, and from the same one after a restart: a UUID of version 8 (RFC 9562 §5.8).
function idOf({ by, at, from, to }: OutsideChange, { uid }: Alias): string {
  const text = JSON.stringify([uid, by, at, from.type, from.target, to.type, to.target])
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
