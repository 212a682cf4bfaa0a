import { createHash } from 'node:crypto'
import type { ChangeView } from '@/lib/contract/changes'
import type { Alias } from '@/lib/domain/alias/alias'
import { findOutsideChange, type OutsideChange } from '@/lib/domain/change/find-outside-change'
import { shown } from './change-view'
import type { GoneFate } from './gone-aliases'

const kept = 1_000
const unknownEnd: ChangeView['from'] = { type: 'unknown', target: null }
const nobody = 'unknown'

/** The changes of one cluster that were not made through Signpost, as the watch showed them: the last 1,000, in memory. */
export class OutsideChanges {
  readonly #views = new Map<string, ChangeView>()
  readonly #tell: (change: ChangeView) => void

  constructor(tell: (change: ChangeView) => void) {
    this.#tell = tell
  }

  /** Looks at one step of an alias; `previous` is null at first sight, `isStart` while the first list comes in: what is old then is no news. */
  see(previous: Alias | null, next: Alias, isStart = false): void {
    const found = findOutsideChange(previous, next)
    if (found !== null) this.#add(outsideView(found, next, previous === null), isStart && found.from === null)
  }

  /** An alias went out of the watch; `fate` is what a read of its name showed. */
  gone(previous: Alias, fate: GoneFate, atMs: number): void {
    if (typeof fate === 'string') this.#add(goneView(previous, fate, new Date(atMs).toISOString()), false)
    else this.see(previous, fate)
  }

  /** All of them, newest first. */
  all(): ChangeView[] {
    return newestOf(this.#views.values())
  }

  #add(view: ChangeView, isQuiet: boolean): void {
    if (this.#views.has(view.id)) return
    this.#views.set(view.id, view)
    this.#makeRoom()
    if (!isQuiet) this.#tell(view)
  }

  // A first list brings them in no order of time.
  #makeRoom(): void {
    if (this.#views.size <= 2 * kept) return
    const newest = newestOf(this.#views.values())
    this.#views.clear()
    for (const view of newest) this.#views.set(view.id, view)
  }
}

function newestOf(views: Iterable<ChangeView>): ChangeView[] {
  return [...views].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, kept)
}

function outsideView(found: OutsideChange, alias: Alias, isFirstSight: boolean): ChangeView {
  const { from, to, by, at, writtenAt, reverts } = found
  const id = idOf([alias.uid, by, writtenAt, to.type, to.target])
  const ends = { from: from === null ? unknownEnd : shown(from), to: shown(to) }
  return { ...told(alias, { id, by, at, note: noteOf(found, isFirstSight) }), ...ends, undoOf: reverts }
}

function goneView(alias: Alias, fate: 'deleted' | 'unknown', at: string): ChangeView {
  const { uid, type, target } = alias
  const note =
    fate === 'deleted'
      ? 'The Service was deleted, not through Signpost. Who did it, the API server does not say.'
      : 'The Service is no ExternalName any more: deleted, or of another type. It could not be read.'
  const ends = { from: { type, target }, to: { type: fate === 'deleted' ? ('absent' as const) : fate, target: null } }
  return { ...told(alias, { id: idOf([uid, 'gone']), by: nobody, at, note }), ...ends }
}

function told(
  { cluster, namespace, name }: Alias,
  { id, by, at, note }: { id: string; by: string; at: string; note: string },
): Omit<ChangeView, 'from' | 'to'> {
  return {
    ...{ id, kind: 'outside', service: { cluster, namespace, name }, state: 'observed-live' },
    ...{ by, reason: null, at, steps: [{ state: 'observed-live', at, note }] },
    ...{ overrides: [], undoOf: null, soakUntil: null, cutOver: null, answers: [], left: [], migration: null },
  }
}

function noteOf({ by, from, to, reverts }: OutsideChange, isFirstSight: boolean): string {
  if (from === null)
    return `${by} wrote the target last, not through Signpost, then or earlier. Where it led before is not known: its field managers say no more.`
  const what =
    reverts === null ? `${by} wrote it, not through Signpost.` : `${by} wrote the old target back: ${reverts}.`
  const target = to.target === null ? ` The Service is ${to.type} now.` : ''
  return isFirstSight ? `${what}${target} Found when Signpost first saw it.` : `${what}${target}`
}

// The same from every console, and from the same one after a restart, which does not know where it led before: a UUID of version 8 (RFC 9562 §5.8).
function idOf(parts: readonly (string | null)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
