import type { ConsoleEvent } from '@/lib/contract/events'
import type { Group } from '@/lib/contract/groups'
import type { Row } from '@/lib/contract/row'
import type { ServicesPage } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'

export type RowsDelta = Extract<ConsoleEvent, { event: 'rows' }>['data']

/** A delta by Service, so that many cached lists are patched with one look-up each. */
export type RowsByKey = ReadonlyMap<string, Row>

export function rowsByKey(delta: RowsDelta): RowsByKey {
  return new Map(delta.upserts.map((row) => [serviceKey(row), row]))
}

/** The page with the values of rows it already holds; the very same page where nothing of it changed, or where it is newer than the delta. */
export function patchServicesPage(page: ServicesPage, delta: RowsDelta, upserts: RowsByKey): ServicesPage {
  if (page.revision >= delta.revision) return page
  const items = patchItems(page.items, upserts)
  return items === page.items ? page : { ...page, items }
}

/** Whether the delta can change which rows a list holds, in which order, or its counts: then it has to be asked for again. */
export function reshapes(pages: readonly ServicesPage[], delta: RowsDelta): boolean {
  if (pages.every((page) => page.revision >= delta.revision)) return false
  if (delta.removes.length > 0) return true
  const known = new Map(pages.flatMap((page) => page.items).map((row) => [serviceKey(row), row]))
  return delta.upserts.some((row) => {
    const before = known.get(serviceKey(row))
    return before === undefined || rowShape(before) !== rowShape(row)
  })
}

/** The group with the values of its members; the very same one where none changed. */
export function patchGroup(group: Group, upserts: RowsByKey): Group {
  const { active, blue, green } = group.members
  const members = { active: patched(active, upserts), blue: patched(blue, upserts), green: patched(green, upserts) }
  const isSame = members.active === active && members.blue === blue && members.green === green
  return isSame ? group : { ...group, members }
}

function patchItems(items: Row[], upserts: RowsByKey): Row[] {
  const next = items.map((row) => upserts.get(serviceKey(row)) ?? row)
  return next.some((row, index) => row !== items[index]) ? next : items
}

function patched(row: Row | null, upserts: RowsByKey): Row | null {
  return row === null ? null : (upserts.get(serviceKey(row)) ?? row)
}

/** All that filters, words, facets and orders look at; TTLs move all the time and wait for the next answer. */
export function rowShape(row: Row): string {
  return JSON.stringify([
    row.severity,
    row.verdict.code,
    row.target,
    row.terminal,
    row.owner?.value,
    row.environment,
    row.provider,
    row.useCase,
    row.namespacePurpose,
    row.group,
    row.reviewState,
    row.changedAt,
  ])
}
