import { actingGroups, isActingUser } from '@/lib/domain/access/acting-name'
import { AppError } from '@/lib/domain/app-error'
import type { OidcSettings } from '@/lib/server/settings/sign-in-settings'

type ClaimSettings = Pick<OidcSettings, 'userClaim' | 'groupsClaim' | 'prefix' | 'allowedGroups'>

/**
 * User and groups that an id token's claims name, with the prefix of the settings before each. Throws AppError `unauthenticated`: reason `claims`
 * without a user, or with a mail address that the provider did not verify, `reserved-name` for one of Kubernetes' own.
 */
export function readClaims(
  claims: Readonly<Record<string, unknown>>,
  { userClaim, groupsClaim, prefix, allowedGroups }: ClaimSettings,
): { user: string; groups: string[] } {
  const name = claims[userClaim]
  if (typeof name !== 'string' || name === '') {
    throw refused('claims', `The id token has no text in the claim ${userClaim}, which SIGNPOST_OIDC_USER_CLAIM names.`)
  }
  // As kube-apiserver does: whoever may choose an address freely could choose somebody else's.
  if (userClaim === 'email' && claims.email_verified !== undefined && claims.email_verified !== true) {
    throw refused('claims', 'The provider did not verify the mail address of the id token.')
  }
  const user = `${prefix}${name}`
  if (!isActingUser(user))
    throw refused('reserved-name', 'The id token names a user that only Kubernetes itself may name.')
  const given = claims[groupsClaim]
  const groups = (Array.isArray(given) ? given : [given]).filter((group) => typeof group === 'string' && group !== '')
  return {
    user,
    groups: actingGroups(
      groups.map((group) => `${prefix}${group}`),
      allowedGroups,
    ),
  }
}

function refused(reason: string, message: string): AppError {
  return new AppError('unauthenticated', message, { reason })
}
