import { useState } from 'react'
import type { Group } from '@/lib/contract/groups'
import { serviceKey } from '@/lib/domain/service/service-ref'

export interface Selection {
  groups: Group[]
  has(group: Group): boolean
  /** Null where the group cannot be part of a set. */
  toggle(group: Group): (() => void) | null
  clear(): void
}

/** The groups that are to be switched together. One that can no longer be, or that a filter hides, is not selected. */
export function useSelection(shown: readonly Group[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const has = (group: Group) => isSelectable(group) && keys.has(serviceKey(group))
  return {
    groups: shown.filter(has),
    has,
    toggle: (group) =>
      isSelectable(group)
        ? () => {
            const next = new Set(keys)
            if (!next.delete(serviceKey(group))) next.add(serviceKey(group))
            setKeys(next)
          }
        : null,
    clear: () => setKeys(new Set()),
  }
}

function isSelectable({ state }: Group): boolean {
  return state === 'complete'
}
