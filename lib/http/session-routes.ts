import { sessionOperations } from '@/lib/contract/session-operations'
import { defineOpenRoute } from './define-route'
import { limitUnknown } from './identify'

/** `POST /session`: a browser signs in with a Kubernetes token. */
export const signIn = defineOpenRoute(sessionOperations.signIn, async ({ runtime, request, body: { token } }) => {
  limitUnknown(runtime, token)
  const { user, cookies } = await runtime.signIn.beginByToken(token, {
    // A browser says truly which of its pages asks, and `guard` has held that against the Host.
    isSecure: request.headers.get('origin')?.startsWith('https:') === true,
    cookieHeader: request.headers.get('cookie'),
  })
  return { value: { user }, cookies }
})

/** `DELETE /session`: it ends, also for whoever has a copy of its cookies. */
export const signOut = defineOpenRoute(sessionOperations.signOut, async ({ runtime, request }) => {
  const { cookies, next } = await runtime.signIn.end(request.headers.get('cookie'))
  return { value: { next }, cookies }
})
