import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeEntry } from '@/lib/domain/change/change-entry'
import { cutOverOf } from '@/lib/domain/change/cut-over'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import type { LastChange } from '@/lib/domain/change/last-change'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** A change as the API shows it. */
export function changeView(entry: ChangeEntry, ref: ServiceRef): ChangeView {
  const { id, kind, state, from, to, by, reason, at, steps, overrides, undoOf, soakUntil } = entry
  const { cutOver, answers = [], left = [], migration = null } = entry
  const service = serviceOf(ref)
  return {
    ...{ id, kind, service, state, from: shown(from), to: shown(to), by, reason, at, steps, overrides, undoOf },
    ...{ soakUntil, cutOver: cutOver ? cutOverOf(cutOver) : null, answers, left, migration },
  }
}

/** A change of which only the Service's own annotation is known. */
export function annotatedView(change: LastChange, ref: ServiceRef, target: string | null): ChangeView {
  const { id, kind, from, to, by, at, undoOf } = change
  const state = target === to.target ? 'applied' : 'reverted'
  const steps = [{ state: 'applied' as const, at, note: null }]
  const service = serviceOf(ref)
  return {
    id,
    kind,
    service,
    state,
    from: shown(from),
    to: shown(to),
    by,
    reason: null,
    at,
    steps,
    overrides: [],
    undoOf,
    soakUntil: null,
    cutOver: null,
    answers: [],
    left: [],
    migration: null,
  }
}

/** What a Service pointed at, as the API spells it. */
export function shown({ type, target, isHeadless, addresses, shape, metadata }: Endpoint): ChangeView['from'] {
  const selector = type === 'ExternalName' ? null : shape?.selector
  return {
    ...{ type, target },
    ...(isHeadless && { isHeadless }),
    ...(addresses && { addresses: [...addresses] }),
    ...(selector && { selector: { ...selector } }),
    ...(metadata && { labels: metadata.labels, annotations: metadata.annotations }),
  }
}

function serviceOf({ cluster, namespace, name }: ServiceRef): ServiceRef {
  return { cluster, namespace, name }
}
