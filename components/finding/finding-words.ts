import { visibleText } from '@/components/ui/visible-text'
import type { FindingItem } from '@/lib/contract/findings'
import { findingWords } from '@/lib/domain/finding/finding-words'
import type { FindingField } from './finding-params'

/** How a filter's value reads. */
export function findingFilterWords(field: FindingField, value: string): string {
  if (field === 'code') return findingWords(value)
  if (value === 'none') return field === 'owner' ? 'nobody' : 'none'
  return visibleText(value)
}

/** How the URL names a finding. */
export function findingKey({ cluster, namespace, name, code }: FindingItem): string {
  return `${cluster}/${namespace}/${name}/${code}`
}
