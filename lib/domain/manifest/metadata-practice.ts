import type { ServiceObject } from '@/lib/domain/service/service-object'

export interface PracticeItem {
  key: string
  /** What it is for, as a clause: "so that …". */
  why: string
  isMet: boolean
}

/** Labels and annotations of a Service, as it has any. */
export type Metadata = Pick<ServiceObject['metadata'], 'labels' | 'annotations'>

export interface PracticeKey {
  map: 'labels' | 'annotations'
  key: string
  why: string
  /** Aliases of one namespace mostly say the same; what is said of one alone is nothing to copy. */
  isShared: boolean
}

const name = 'app.kubernetes.io/name'
const component = 'app.kubernetes.io/component'
const partOf = 'app.kubernetes.io/part-of'

export const practiceKeys: readonly PracticeKey[] = [
  { map: 'labels', key: name, why: 'so that selectors and dashboards find it', isShared: false },
  { map: 'labels', key: component, why: 'so that its part is told: database, cache, api', isShared: false },
  { map: 'labels', key: partOf, why: 'so that it is seen with its system', isShared: true },
  { map: 'labels', key: 'environment', why: 'so that environments are compared', isShared: true },
  { map: 'annotations', key: 'a8r.io/owner', why: 'so that somebody answers for it', isShared: true },
  { map: 'annotations', key: 'a8r.io/description', why: 'so that a reader knows what it is', isShared: false },
  { map: 'annotations', key: 'a8r.io/chat', why: 'so that on-call knows where to ask', isShared: true },
  { map: 'annotations', key: 'a8r.io/runbook', why: 'so that on-call finds the way', isShared: true },
]

/** Which of the usual labels (Kubernetes' recommended ones) and annotations (a8r.io) a Service carries; nothing of it is demanded by any server. */
export function metadataPractice({ metadata }: ServiceObject): PracticeItem[] {
  return practiceKeys.map((practice) => ({
    key: practice.key,
    why: practice.why,
    isMet: practiceValue(metadata, practice) !== '',
  }))
}

/** What a Service says under a key of the practice, without spaces around it; empty where it says nothing. */
export function practiceValue(metadata: Metadata, { map, key }: Pick<PracticeKey, 'map' | 'key'>): string {
  return Object.hasOwn(metadata[map] ?? {}, key) ? (metadata[map]?.[key] ?? '').trim() : ''
}
