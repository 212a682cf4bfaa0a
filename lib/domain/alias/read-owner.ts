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

const annotationKeys = ['a8r.io/owner', 'owner', 'team', 'backstage.io/owner'] as const

/**
 * The owner by order of evidence: `a8r.io/owner`, annotation `owner` or `team`, `backstage.io/owner`, label `app.kubernetes.io/part-of`,
 * then the namespace's annotations in the same order. Null when nobody is named; the last writer is a suggestion, never an owner.
 */
export function readOwner(signals: OwnerSignals): Owner | null {
  for (const key of annotationKeys) {
    const value = signals.annotations[key]?.trim()
    if (value) return { value, source: key }
  }
  const partOf = signals.labels['app.kubernetes.io/part-of']?.trim()
  if (partOf) return { value: partOf, source: 'app.kubernetes.io/part-of' }
  for (const key of annotationKeys) {
    const value = signals.namespaceAnnotations[key]?.trim()
    if (value) return { value, source: `namespace ${key}` }
  }
  return null
}
