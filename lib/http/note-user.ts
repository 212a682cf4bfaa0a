import type { Identity } from '@/lib/server/access/identity'
import { currentRequest } from '@/lib/server/requests/request-context'

/** Has the log say who sent the request that is being answered. */
export function noteUser({ user }: Identity): void {
  const request = currentRequest()
  if (request !== undefined) request.user = user
}
