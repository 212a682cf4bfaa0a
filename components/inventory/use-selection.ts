'use client'

import { useState } from 'react'
import type { Row } from '@/lib/contract/row'
import { serviceKey } from '@/lib/domain/service/service-ref'

export interface Selection {
  rows: ReadonlyMap<string, Row>
  has(row: Row): boolean
  /** Takes a row in or out; the next extension begins there. */
  toggle(row: Row, place: number): void
  add(rows: readonly Row[]): void
  /** Place of the row that was last taken in or out. */
  from: number | null
  clear(): void
}

interface Chosen {
  listKey: string
  rows: ReadonlyMap<string, Row>
  from: number | null
}

const none: ReadonlyMap<string, Row> = new Map()

/** The rows that are selected, in the order in which they were; another list begins without any. */
export function useSelection(listKey: string): Selection {
  const [chosen, setChosen] = useState<Chosen>({ listKey, rows: none, from: null })
  const { rows, from } = chosen.listKey === listKey ? chosen : { rows: none, from: null }
  return {
    rows,
    from,
    has: (row) => rows.has(serviceKey(row)),
    toggle: (row, place) => {
      const next = new Map(rows)
      if (!next.delete(serviceKey(row))) next.set(serviceKey(row), row)
      setChosen({ listKey, rows: next, from: place })
    },
    add: (more) => {
      const next = new Map([...rows, ...more.map((row): [string, Row] => [serviceKey(row), row])])
      setChosen({ listKey, rows: next, from })
    },
    clear: () => setChosen({ listKey, rows: none, from: null }),
  }
}
