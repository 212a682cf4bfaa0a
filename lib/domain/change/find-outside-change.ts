import type { Alias, FieldManager } from '@/lib/domain/alias/alias'
import { type Endpoint, endpoint } from './endpoint'
import { decodeLastChange, type LastChange } from './last-change'
import { toolOfManager } from './owner-signals'

/** A change of where a Service leads that was not made through Signpost. `at` is ISO 8601. */
export interface OutsideChange {
  /** Null where nobody saw it: only who wrote last is known, from the Service's field managers. */
  from: Endpoint | null
  to: Endpoint
  /** The field manager that wrote it. */
  by: string
  at: string
  /** When the API server says that it was written: the same however often, and by whomever, the change is found. */
  writtenAt: string
  /** The id of the change through Signpost that it took back, null when it took none back. */
  reverts: string | null
}

const ownManager = 'signpost'
const unknownManager = 'unknown'

/**
 * Whether somebody else changed where the Service leads between two states of it. Without an earlier state, after a restart say, what
 * `signpost/last-change` proves is told: the Service no longer leads where the last change through Signpost made it lead; else who wrote the
 * target last, from an unknown one, where the field managers show that it was not the one who made the Service, nor Signpost.
 */
export function findOutsideChange(previous: Alias | null, next: Alias): OutsideChange | null {
  const carried = decodeLastChange(next.annotations)
  const to = endpointOfAlias(next)
  if (previous === null || previous.uid !== next.uid) {
    if (carried !== null && !isSame(carried.to, to)) return outsideChange(carried.to, next, carried)
    return isLastWrittenOutside(next, carried) ? outsideChange(null, next, carried) : null
  }
  const before = decodeLastChange(previous.annotations)
  const from = endpointOfAlias(previous)
  const isOurs = carried !== null && isLater(carried, before) && isWrittenByUs(next)
  // One of ours and another one's may come as one step, after a list that was taken anew.
  const start = isOurs ? carried.to : from
  if (isSame(start, to)) return null
  return outsideChange(start, next, isOurs ? carried : (before ?? carried))
}

/**
 * Whether the newest writer of the target is somebody else than who made the Service, and wrote after Signpost did. A tool renews the time of all
 * its fields with any of them: one that declares whole manifests counts only where another one wrote the target before it.
 */
function isLastWrittenOutside(alias: Alias, carried: LastChange | null): boolean {
  const writer = newestWriter(alias.fieldManagers)
  if (writer === null || writer.at === null || alias.type !== 'ExternalName') return false
  const writtenMs = Date.parse(writer.at)
  if (!(writtenMs > Date.parse(alias.createdAt))) return false
  // Whoever changes a value takes it from its owner: one of ours that is still ours was written by nobody since.
  if (carried !== null) return writtenMs >= secondOf(carried.at) && !isOwnedByUs(alias)
  return !declares(writer.manager) || alias.fieldManagers.some((other) => hasLostTarget(other, writer))
}

function isOwnedByUs({ fieldManagers }: Alias): boolean {
  return fieldManagers.some(({ manager, ownsExternalName }) => manager === ownManager && ownsExternalName)
}

function declares(manager: string): boolean {
  return ['argo-cd', 'flux', 'helm'].includes(toolOfManager(manager))
}

// Who made a Service wrote its whole spec; without the target in it somebody else wrote that since.
function hasLostTarget({ manager, ownsSpec, ownsExternalName }: FieldManager, writer: FieldManager): boolean {
  return manager !== writer.manager && ownsSpec && !ownsExternalName
}

// The API server keeps whole seconds.
function secondOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000
}

function outsideChange(from: Endpoint | null, next: Alias, carried: LastChange | null): OutsideChange {
  const to = endpointOfAlias(next)
  // Whoever made it another type need not have written the name; the newest writer of the spec did.
  const writer = from !== null && from.type !== to.type ? null : newestWriter(next.fieldManagers)
  const isTakenBack = carried !== null && from !== null && isSame(carried.to, from) && isSame(carried.from, to)
  const writtenAt = writer?.at ?? next.changedAt
  return {
    from,
    to,
    by: writer?.manager || next.changedBy || unknownManager,
    at: notBefore(writtenAt, carried),
    writtenAt,
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
