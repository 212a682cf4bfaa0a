/** Why somebody is asked to sign in; the word stands in the address of the page, and in `code` of a 401. */
export const signInReasons = [
  'unauthenticated',
  'signed-out',
  'session-idle',
  'session-over',
  'session-unreadable',
  'session-ended',
  'session-refused',
  'token-expired',
  'token-refused',
  'too-large',
  'provider-unavailable',
  'provider-refused',
  'sign-in-stale',
  'claims',
  'reserved-name',
  'cluster-refused',
  'cluster-unavailable',
  'may-not-impersonate',
  'proxy-peer',
  'proxy-secret',
  'proxy-user',
] as const

export type SignInReason = (typeof signInReasons)[number]

/** The reason that a text names, null for any other text. */
export function readSignInReason(text: unknown): SignInReason | null {
  return signInReasons.find((reason) => reason === text) ?? null
}
