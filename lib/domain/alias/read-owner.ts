/** Who answers for an alias; `source` names the evidence, such as `a8r.io/owner` or `namespace a8r.io/owner`. */
export interface Owner {
  value: string
  source: string
}

export interface OwnerSignals {
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  namespaceAnnotations: Readonly<Record<string, string>>
}

/** The annotations that name an owner, the strongest first. */
export const ownerKeys = ['a8r.io/owner', 'owner', 'team', 'backstage.io/owner'] as const

/** The label that does, after them. */
export const ownerLabel = 'app.kubernetes.io/part-of'

/** In characters; a longer one is cut there. */
export const longestOwner = 253

/**
 * The owner by order of evidence: `a8r.io/owner`, annotation `owner` or `team`, `backstage.io/owner`, label `app.kubernetes.io/part-of`,
 * then the namespace's annotations in the same order. Null when nobody is named; the last writer is a suggestion, never an owner.
 */
export function readOwner(signals: OwnerSignals): Owner | null {
  for (const owner of evidence(signals)) return owner
  return null
}

/** Everything that names an owner, in the order in which it counts: the first is the owner, the others are what it overrules. */
export function ownerEvidence(signals: OwnerSignals): Owner[] {
  return [...evidence(signals)]
}

function* evidence({ labels, annotations, namespaceAnnotations }: OwnerSignals): Generator<Owner> {
  for (const key of ownerKeys) {
    const value = annotations[key]?.trim().slice(0, longestOwner)
    if (value) yield { value, source: key }
  }
  const partOf = labels[ownerLabel]?.trim()
  if (partOf) yield { value: partOf, source: ownerLabel }
  for (const key of ownerKeys) {
    const value = namespaceAnnotations[key]?.trim().slice(0, longestOwner)
    if (value) yield { value, source: `namespace ${key}` }
  }
}
