import { z } from 'zod'

const base = {
  /** Told apart from every other session; drawn at random. */
  id: z.string(),
  createdAtMs: z.number(),
  /** When its viewer was last seen, to the minute. */
  seenAtMs: z.number(),
}

const tokenSessionSchema = z.object({ mode: z.literal('token'), ...base, token: z.string() })

const oidcSessionSchema = z.object({
  mode: z.literal('oidc'),
  ...base,
  /** Who the provider says it is: its own name for them, and that of its session where it has one. */
  subject: z.string(),
  providerSession: z.string().nullable(),
  /** As the console names them to API servers. */
  user: z.string(),
  groups: z.array(z.string()),
  /** Kept only where API servers get it. */
  idToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  /** When what the provider said ends, by this console's clock. */
  validUntilMs: z.number(),
  /** From when on it is renewed, where it can be. */
  renewFromMs: z.number(),
})

/** What a browser's cookies hold, sealed. */
export const sessionSchema = z.discriminatedUnion('mode', [tokenSessionSchema, oidcSessionSchema])

export type Session = z.infer<typeof sessionSchema>

export type OidcSession = z.infer<typeof oidcSessionSchema>
