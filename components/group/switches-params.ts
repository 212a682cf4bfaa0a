import { parseAsString, parseAsStringLiteral } from 'nuqs'
import type { Group } from '@/lib/contract/groups'

const shows = ['all', 'ready', 'not-ready'] as const

export type Show = (typeof shows)[number]

/** The filters of the switches, which are part of the URL. */
export const switchesParams = {
  show: parseAsStringLiteral(shows).withDefault('all'),
  environment: parseAsString.withDefault(''),
}

/** The groups of an environment; all of them for none. */
export function groupsIn(groups: readonly Group[], environment: string): Group[] {
  return groups.filter((group) => environment === '' || environmentOf(group) === environment)
}

export function isShown({ readiness }: Group, show: Show): boolean {
  return show === 'all' || (show === 'ready') === (readiness.state === 'ready')
}

/** The environments of the groups, in alphabetical order. */
export function environmentsOf(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap((group) => environmentOf(group) ?? []))].sort()
}

function environmentOf({ members: { active, blue, green } }: Group): string | null {
  return (active ?? blue ?? green)?.environment ?? null
}
