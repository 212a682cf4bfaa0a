import type { Permission } from '@/lib/contract/services'
import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'

/** Those of the verbs that the viewer certainly may not use on the Service; a check that failed is no denial. */
export function deniedRights(permissions: readonly Permission[], ...verbs: readonly string[]): MissingRight[] {
  return permissions.filter(({ verb, allowed }) => verbs.includes(verb) && allowed === false)
}
