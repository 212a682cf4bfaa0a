import { parseAsString, parseAsStringLiteral } from 'nuqs'
import type { Group } from '@/lib/contract/groups'

const shows = ['all', 'ready', 'not-ready'] as const

export type Show = (typeof shows)[number]

/** The filters of the switches and the group whose checks are unfolded, which are part of the URL. */
export const switchesParams = {
  show: parseAsStringLiteral(shows).withDefault('all'),
  environment: parseAsString.withDefault(''),
  owner: parseAsString.withDefault(''),
  checks: parseAsString.withDefault(''),
}

/** What a group is chosen by beside its readiness; empty for any. */
export interface GroupFilters {
  environment: string
  owner: string
}

/** The filter for groups whose owner nobody names. */
export const noOwner = 'none'

/** The groups of an environment and an owner; all of them for none. */
export function groupsIn(groups: readonly Group[], { environment, owner }: GroupFilters): Group[] {
  return groups.filter(
    (group) =>
      (environment === '' || environmentOf(group) === environment) && (owner === '' || ownerOf(group) === owner),
  )
}

export function isShown({ readiness }: Group, show: Show): boolean {
  return show === 'all' || (show === 'ready') === (readiness.state === 'ready')
}

/** The environments of the groups, in alphabetical order. */
export function environmentsOf(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap((group) => environmentOf(group) ?? []))].sort()
}

/** The owners of the groups, in alphabetical order, nobody last. */
export function ownersOf(groups: readonly Group[]): string[] {
  const owners = [...new Set(groups.map(ownerOf))]
  return [...owners.filter((owner) => owner !== noOwner).sort(), ...owners.filter((owner) => owner === noOwner)]
}

function environmentOf({ members: { active, blue, green } }: Group): string | null {
  return (active ?? blue ?? green)?.environment ?? null
}

function ownerOf({ members: { active, blue, green } }: Group): string {
  return (active ?? blue ?? green)?.owner?.value ?? noOwner
}
