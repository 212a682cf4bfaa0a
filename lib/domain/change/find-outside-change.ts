import type { Alias, FieldManager } from '@/lib/domain/alias/alias'
import { type Endpoint, endpoint } from './endpoint'
import { decodeLastChange, type LastChange } from './last-change'

/** A change of where a Service leads that was not made through Signpost. `at` is ISO 8601. */
export interface OutsideChange {
  from: Endpoint
  to: Endpoint
  /** The field manager that wrote it. */
  by: string
  at: string
  /** The id of the change through Signpost that it took back, null when it took none back. */
  reverts: string | null
}

const ownManager = 'signpost'
const unknownManager = 'unknown'

/**
 * Whether somebody else changed where the Service leads between two states of it. Without an earlier state, after a restart say, only what
 * `signpost/last-change` proves is told: the Service no longer leads where the last change through Signpost made it lead.
 */
export function findOutsideChange(previous: Alias | null, next: Alias): OutsideChange | null {
  const carried = decodeLastChange(next.annotations)
  const to = endpointOfAlias(next)
  if (previous === null || previous.uid !== next.uid) {
    if (carried === null || isSame(carried.to, to)) return null
    return outsideChange(carried.to, next, carried)
  }
  const before = decodeLastChange(previous.annotations)
  const from = endpointOfAlias(previous)
  const isOurs = carried !== null && isLater(carried, before) && isWrittenByUs(next)
  // One of ours and another one's may come as one step, after a list that was taken anew.
  const start = isOurs ? carried.to : from
  if (isSame(start, to)) return null
  return outsideChange(start, next, isOurs ? carried : (before ?? carried))
}

function outsideChange(from: Endpoint, next: Alias, carried: LastChange | null): OutsideChange {
  const to = endpointOfAlias(next)
  const writer = newestWriter(next.fieldManagers)
  const isTakenBack = carried !== null && isSame(carried.to, from) && isSame(carried.from, to)
  return {
    from,
    to,
    by: writer?.manager || next.changedBy || unknownManager,
    at: notBefore(writer?.at ?? next.changedAt, carried),
    reverts: isTakenBack ? carried.id : null,
  }
}

function endpointOfAlias({ type, externalName }: Alias): Endpoint {
  return endpoint(type, type === 'ExternalName' ? externalName : null)
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  return a.type === b.type && a.target === b.target
}

// A manifest that somebody saved carries an annotation of ours as well, but an old one, or one that we did not write.
function isLater(carried: LastChange, before: LastChange | null): boolean {
  return before === null || (carried.id !== before.id && Date.parse(carried.at) >= Date.parse(before.at))
}

function isWrittenByUs({ fieldManagers }: Alias): boolean {
  const writers = fieldManagers.filter(({ ownsExternalName }) => ownsExternalName)
  return writers.length === 0 || writers.some(({ manager }) => manager === ownManager)
}

// The API server keeps whole seconds: of two writers in the same one, ours is not the one to be named.
function newestWriter(managers: readonly FieldManager[]): FieldManager | null {
  let newest: FieldManager | null = null
  for (const each of managers) {
    if (!each.ownsExternalName || each.at === null || each.manager === ownManager) continue
    if (newest === null || each.at >= (newest.at ?? '')) newest = each
  }
  return newest
}

function notBefore(at: string, carried: LastChange | null): string {
  const earliestMs = carried === null ? 0 : Date.parse(carried.at) + 1
  return new Date(Math.max(Date.parse(at) || 0, earliestMs)).toISOString()
}
