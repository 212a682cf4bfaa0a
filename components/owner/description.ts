import type { ChangeRequest } from '@/lib/client/commands'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** What a person says of Services, as it stands in the form; what is left empty stays as it is. */
export interface Description {
  owner: string
  partOf: string
  environment: string
  description: string
}

export type DescriptionField = keyof Description

export const noDescription: Description = { owner: '', partOf: '', environment: '', description: '' }

/** Where each is written: the owner where it comes first in the order of evidence. */
export const descriptionKeys: Readonly<Record<DescriptionField, { at: 'labels' | 'annotations'; key: string }>> = {
  owner: { at: 'annotations', key: 'a8r.io/owner' },
  partOf: { at: 'labels', key: 'app.kubernetes.io/part-of' },
  environment: { at: 'labels', key: 'environment' },
  description: { at: 'annotations', key: 'a8r.io/description' },
}

const fields = Object.keys(descriptionKeys) as DescriptionField[]
// Kubernetes' "Labels and Selectors": at most 63 characters, alphanumeric at both ends.
const labelValue = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/

/** What is wrong with each field, in a sentence; empty where nothing is. `before` is what stood there. */
export function descriptionFaults(
  description: Description,
  before: Description,
): Partial<Record<DescriptionField | 'all', string>> {
  const faults: Partial<Record<DescriptionField | 'all', string>> = {}
  for (const field of fields) {
    const value = description[field].trim()
    if (value !== '' && descriptionKeys[field].at === 'labels' && !labelValue.test(value))
      faults[field] = 'A label takes letters, digits, “-”, “_” and “.”, at most 63, the first and the last no sign.'
  }
  if (fields.every((field) => description[field].trim() === before[field])) faults.all = 'Change at least one of them.'
  return faults
}

/** The change that writes what is different from before: labels and annotations, nothing else. What was emptied is removed. */
export function describeRequest(
  { cluster, namespace, name }: ServiceRef,
  description: Description,
  before: Description,
): Extract<ChangeRequest, { kind: 'annotate' }> {
  const edits = { labels: {} as Record<string, string | null>, annotations: {} as Record<string, string | null> }
  for (const field of fields) {
    const value = description[field].trim()
    const { at, key } = descriptionKeys[field]
    if (value !== before[field]) edits[at][key] = value === '' ? null : value
  }
  return { kind: 'annotate', service: { cluster, namespace, name }, ...edits }
}

/** What a Service says of itself now, where `describeRequest` would write it. */
export function descriptionOf(service: {
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}): Description {
  const read = (field: DescriptionField) => service[descriptionKeys[field].at][descriptionKeys[field].key] ?? ''
  return {
    owner: read('owner'),
    partOf: read('partOf'),
    environment: read('environment'),
    description: read('description'),
  }
}
