'use client'

import { useState } from 'react'
import type { ServicesPage } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { countUpdates, type ListShape } from './count-updates'

export interface HeldList<Page> {
  /** The first window as it is shown: held rows in their held order, with the newest values of each. */
  page: Page
  /** Rows that wait to come, go or change place. */
  waiting: number
  apply(): void
}

interface Pages<Page> {
  shapeOf(page: Page): ListShape
  /** The shown rows in their order, with the values that the latest page has for them. */
  withNewestValues(shown: Page, latest: Page): Page
}

interface Holding {
  /** Tells one list from another, such as by its filters. */
  listKey: string
  isHeld: boolean
  /** The page is of the list before; the one of this list is still to come. */
  isEarlier: boolean
}

/** Keeps rows where they are while `isHeld`: nothing moves that the reader did not move. Another list is shown at once. */
export function useHeldList<Page>(
  latest: Page,
  { listKey: wanted, isHeld, isEarlier }: Holding,
  { shapeOf, withNewestValues }: Pages<Page>,
): HeldList<Page> {
  // Rows of the list before are never held for this one.
  const listKey = isEarlier ? `${wanted} to come` : wanted
  const [held, setHeld] = useState({ listKey, page: latest })
  const mayFollow = !isHeld || held.listKey !== listKey || shapeOf(held.page).keys.length === 0
  if (mayFollow && held.page !== latest) setHeld({ listKey, page: latest })
  const shown = mayFollow ? latest : held.page
  const waiting = shown === latest ? 0 : countUpdates(shapeOf(shown), shapeOf(latest))
  return {
    page: shown === latest || waiting === 0 ? latest : withNewestValues(shown, latest),
    waiting,
    apply: () => setHeld({ listKey, page: latest }),
  }
}

/** How the inventory's pages are held. */
export const heldServices: Pages<ServicesPage> = {
  shapeOf: ({ items, total }) => ({ keys: items.map(serviceKey), total }),
  withNewestValues: (shown, latest) => {
    const newest = new Map(latest.items.map((row) => [serviceKey(row), row]))
    const { groups: _, ...values } = latest
    const held = shown.groups === undefined ? {} : { groups: shown.groups }
    const items = shown.items.map((row) => newest.get(serviceKey(row)) ?? row)
    return { ...values, ...held, total: shown.total, items }
  },
}
