import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { returnPath } from '@/lib/domain/session/return-path'
import type { SignInMode } from '@/lib/domain/session/sign-in-mode'
import { readSignInReason, type SignInReason } from '@/lib/domain/session/sign-in-reason'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { turnAway } from './admit-page'

/** What the page of the sign-in offers. */
export interface SignInChoice {
  mode: SignInMode
  /** Where it leads back to: a path of this console. */
  to: string
  why: SignInReason | null
  /** What the OpenID provider is called; null where there is none. */
  provider: string | null
}

/** Reads it from the query of the page; whoever is signed in already goes on at once, unless they have to read why they are here. */
export async function signInChoice(query: Record<string, string | string[] | undefined>): Promise<SignInChoice> {
  const { mode, oidc } = currentRuntime().signIn
  const to = returnPath(typeof query.to === 'string' ? query.to : null)
  const why = readSignInReason(query.why)
  if (mode === 'loopback' || (why === null && (await turnAway(await headers(), null)) === null)) redirect(to)
  return { mode, to, why, provider: oidc?.name ?? null }
}
