import type { ImportItem } from '@/lib/contract/environment-import'

/** How an imported Service stands to the cluster. */
export const importStateWords: Readonly<Record<ImportItem['state'], string>> = {
  new: 'new',
  changed: 'changed',
  same: 'same',
  unknown: 'not known',
  'only-in-cluster': 'in the cluster only',
}
