import { compareText } from '@/lib/domain/compare-text'
import type { ConsumerCertainty, ConsumerRelation, Reference } from './consumer'
import { surest } from './surest'

/** What an object is to an alias, by all places where it names it or goes past it. */
export interface ConsumerStanding {
  /** `names` when any of its places does. */
  relation: ConsumerRelation
  /** The surest of the places that tell the relation. */
  certainty: ConsumerCertainty
}

interface Standing extends ConsumerStanding {
  kind: string
  namespace: string
  name: string
}

/** Null for no place at all. */
export function consumerStanding(
  references: readonly Pick<Reference, 'relation' | 'certainty'>[],
): ConsumerStanding | null {
  const naming = references.filter(({ relation }) => relation === 'names')
  const telling = naming.length > 0 ? naming : references
  if (telling.length === 0) return null
  const relation = naming.length > 0 ? 'names' : 'bypasses'
  return { relation, certainty: surest(telling.map(({ certainty }) => certainty)) }
}

/** The surest first, then by namespace, name and kind. */
export function surestFirst(a: Standing, b: Standing): number {
  if (a.certainty !== b.certainty) return surest([a.certainty, b.certainty]) === a.certainty ? -1 : 1
  return compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`) || compareText(a.kind, b.kind)
}
