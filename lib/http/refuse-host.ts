import { AppError } from '@/lib/domain/app-error'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { isAllowedHost } from './guard-request'
import { problemResponse } from './problem-response'

/** A 421 (RFC 9110 §15.5.20) for a Host that is neither a loopback name nnor one of SIGNPOST_HOSTS and SIGNPOST_URL; null when the request may go on. */
export function refuseHost(headers: Headers): Response | null {
  try {
    const { settings, signIn } = currentRuntime()
    const allowed = signIn.host === null ? settings.SIGNPOST_HOSTS : [...settings.SIGNPOST_HOSTS, signIn.host]
    if (isAllowedHost(headers.get('host'), allowed)) return null
    const detail = 'This host name is not one of the console; SIGNPOST_HOSTS allows more.'
    return problemResponse(new AppError('invalid', detail, { reason: 'host' }), 421)
  } catch (error) {
    return problemResponse(error)
  }
}
