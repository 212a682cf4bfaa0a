import type { ChangeWrite } from './change-write'
import { fieldDiff } from './field-diff'
import { applyMergePatch, entriesOf, isMap } from './merge-patch'
import { isTypeDependent } from './type-dependent-fields'

/** The object that a write asks for, without what only the server sets; empty for a deletion. */
export function wantedObject({ verb, body, before }: ChangeWrite): object {
  if (verb === 'delete') return {}
  const wanted = verb === 'create' ? body : applyMergePatch(before, body)
  return comparable(withoutServerFields(wanted), body)
}

/** The paths at which the server's answer to a dry run differs from what the write asks for: something on the way changes them. */
export function unaskedPaths(write: ChangeWrite, outcome: object): string[] {
  const stored = comparable(withoutServerFields(outcome), write.body)
  return fieldDiff(wantedObject(write), stored).map(({ path }) => path)
}

/** An object without the fields that the server alone keeps. */
export function withoutServerFields(object: unknown): object {
  const without = applyMergePatch(object, {
    metadata: { resourceVersion: null, managedFields: null, generation: null, uid: null, creationTimestamp: null },
    status: null,
    apiVersion: null,
    kind: null,
  })
  return isMap(without) ? without : {}
}

// With another type come fields that the server fills in and clears by itself; only those that the write names are its business.
function comparable(object: object, body: Record<string, unknown>): object {
  const asked = isMap(body.spec) ? body.spec : {}
  const spec = new Map(entriesOf(object)).get('spec')
  if (asked.type === undefined || !isMap(spec)) return object
  const kept = entriesOf(spec).filter(([key]) => !isTypeDependent(key) || Object.hasOwn(asked, key))
  return {
    ...object,
    spec: Object.fromEntries(kept.map(([key, value]) => [key, key === 'ports' ? withoutNodePorts(value) : value])),
  }
}

function withoutNodePorts(ports: unknown): unknown {
  if (!Array.isArray(ports)) return ports
  return ports.map((port: unknown) =>
    isMap(port) ? Object.fromEntries(entriesOf(port).filter(([key]) => key !== 'nodePort')) : port,
  )
}
