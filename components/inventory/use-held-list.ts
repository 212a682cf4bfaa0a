'use client'

import { useState } from 'react'
import type { ServicesPage } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { countUpdates, type ListShape } from './count-updates'

export interface HeldList {
  /** The first window as it is shown: held rows in their held order, with the newest values of each. */
  page: ServicesPage
  /** Rows that wait to come, go or change place. */
  waiting: number
  apply(): void
}

/** Keeps rows where they are while `isHeld`: nothing moves that the reader did not move. Another list is shown at once. */
export function useHeldList(latest: ServicesPage, listKey: string, isHeld: boolean): HeldList {
  const [held, setHeld] = useState({ listKey, page: latest })
  const mayFollow = !isHeld || held.listKey !== listKey || held.page.items.length === 0
  if (mayFollow && held.page !== latest) setHeld({ listKey, page: latest })
  const shown = mayFollow ? latest : held.page
  const waiting = shown === latest ? 0 : countUpdates(shapeOf(shown), shapeOf(latest))
  return {
    page: shown === latest || waiting === 0 ? latest : withNewestValues(shown, latest),
    waiting,
    apply: () => setHeld({ listKey, page: latest }),
  }
}

function withNewestValues(shown: ServicesPage, latest: ServicesPage): ServicesPage {
  const newest = new Map(latest.items.map((row) => [serviceKey(row), row]))
  const { groups: _, ...values } = latest
  const held = shown.groups === undefined ? {} : { groups: shown.groups }
  return { ...values, ...held, total: shown.total, items: shown.items.map((row) => newest.get(serviceKey(row)) ?? row) }
}

function shapeOf({ items, total }: ServicesPage): ListShape {
  return { keys: items.map(serviceKey), total }
}
