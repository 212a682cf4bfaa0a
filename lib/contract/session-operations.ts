import { z } from 'zod'
import { operation } from './operation'

const none = z.strictObject({})

/** How a session in a browser begins and ends; who the viewer is says `GET /session`. */
export const sessionOperations = {
  signIn: operation({
    operationId: 'signIn',
    method: 'POST',
    path: '/session',
    summary: 'Signs a browser in with a Kubernetes token (SIGNPOST_AUTH=token): the answer sets its cookies',
    params: none,
    query: none,
    body: z.strictObject({
      token: z
        .string()
        .trim()
        .min(1, 'must not be empty')
        .max(16_384, 'must be at most 16,384 characters')
        .regex(/^[A-Za-z0-9._~+/=-]*$/, 'holds characters that no token has'),
    }),
    response: { kind: 'json', schema: z.object({ user: z.string() }).meta({ id: 'SignedIn' }) },
    statuses: [201],
  }),
  signOut: operation({
    operationId: 'signOut',
    method: 'DELETE',
    path: '/session',
    summary:
      'Ends the session of a browser; `next` is where it goes from here, to the sign-in provider where that has a sign-out',
    params: none,
    query: none,
    body: null,
    response: { kind: 'json', schema: z.object({ next: z.string() }).meta({ id: 'SignedOut' }) },
    statuses: [200],
  }),
} as const
