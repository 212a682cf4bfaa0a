import type { ServiceObject } from '@/lib/domain/service/service-object'

export interface PracticeItem {
  field: string
  /** What it is for, as a clause: "so that …". */
  why: string
  isMet: boolean
}

interface PracticeKey {
  map: 'labels' | 'annotations'
  key: string
  why: string
}

const practiceKeys: readonly PracticeKey[] = [
  { map: 'labels', key: 'app.kubernetes.io/name', why: 'so that selectors and dashboards find it' },
  { map: 'labels', key: 'app.kubernetes.io/component', why: 'so that its part is told: database, cache, api' },
  { map: 'labels', key: 'app.kubernetes.io/part-of', why: 'so that it is seen with its system' },
  { map: 'labels', key: 'environment', why: 'so that environments are compared' },
  { map: 'annotations', key: 'a8r.io/owner', why: 'so that somebody answers for it' },
  { map: 'annotations', key: 'a8r.io/description', why: 'so that a reader knows what it is' },
  { map: 'annotations', key: 'a8r.io/chat', why: 'so that on-call knows where to ask' },
  { map: 'annotations', key: 'a8r.io/runbook', why: 'so that on-call finds the way' },
]

/** Which of the usual labels (Kubernetes' recommended ones) and annotations (a8r.io) a Service carries; nothing of it is demanded by any server. */
export function metadataPractice({ metadata }: ServiceObject): PracticeItem[] {
  return practiceKeys.map(({ map, key, why }) => {
    const value = Object.hasOwn(metadata[map] ?? {}, key) ? (metadata[map]?.[key] ?? '') : ''
    return { field: `metadata.${map}[${key}]`, why, isMet: value.trim() !== '' }
  })
}
