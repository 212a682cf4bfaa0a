import { useState } from 'react'
import type { ReviewItem } from '@/lib/contract/reviews'
import { reviewKey } from './review-words'

export interface Chosen {
  /** What is chosen of what is shown. */
  items: ReviewItem[]
  has(item: ReviewItem): boolean
  /** Null for what has to be looked at by itself. */
  toggle(item: ReviewItem): (() => void) | null
  /** Everything that may be confirmed together, or nothing. */
  toggleAll(): void
  clear(): void
}

const mostAtOnce = 200

/** The aliases that are to be confirmed together. One that changed meanwhile, or that is not shown any more, is not chosen. */
export function useChosen(shown: readonly ReviewItem[]): Chosen {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const has = (item: ReviewItem) => mayConfirmUnseen(item) && keys.has(reviewKey(item))
  const items = shown.filter(has)
  return {
    items,
    has,
    toggle: (item) =>
      mayConfirmUnseen(item)
        ? () => {
            const next = new Set(keys)
            if (!next.delete(reviewKey(item))) next.add(reviewKey(item))
            setKeys(next)
          }
        : null,
    toggleAll: () =>
      setKeys(new Set(items.length > 0 ? [] : shown.filter(mayConfirmUnseen).slice(0, mostAtOnce).map(reviewKey))),
    clear: () => setKeys(new Set()),
  }
}

/** Whether an alias may be confirmed without a look: it is as it was when it was last signed off, and the viewer may sign off. */
export function mayConfirmUnseen({ isUnchanged, maySign }: ReviewItem): boolean {
  return isUnchanged && maySign !== false
}
