import { sessionOperations } from '@/lib/contract/session-operations'
import { fetchJson } from './api-fetch'
import { ClientError } from './client-error'

/** Signs this browser in with a Kubernetes token; null when it is, else what is wrong, for people. */
export async function signInWithToken(token: string): Promise<{ title: string; text: string } | null> {
  try {
    await fetchJson(sessionOperations.signIn, { body: { token } })
    return null
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    return { title: titleOf(error), text: error.problem?.causes?.[0]?.message ?? error.message }
  }
}

/** Ends the session of this browser; gives where to go from here. Throws ClientError. */
export async function signOut(): Promise<string> {
  return (await fetchJson(sessionOperations.signOut)).next
}

function titleOf({ status, code }: ClientError): string {
  if (status === 0) return 'The console does not answer.'
  if (code === 'rate-limited') return 'Too many tries.'
  return status === 503 ? 'The cluster does not answer.' : 'Not signed in.'
}
