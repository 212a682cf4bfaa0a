import { AppError } from '@/lib/domain/app-error'
import { currentRuntime } from '@/lib/server/runtime/global-runtime'
import { isAllowedHost } from './guard-request'
import { problemResponse } from './problem-response'

/** A 421 (RFC 9110 §15.5.20) for a Host that is neither a loopback name nor one of SIGNPOST_HOSTS; null when the request may go on. */
export function refuseHost(headers: Headers): Response | null {
  try {
    if (isAllowedHost(headers.get('host'), currentRuntime().settings.SIGNPOST_HOSTS)) return null
    const detail = 'This host name is not one of the console; SIGNPOST_HOSTS allows more.'
    return problemResponse(new AppError('invalid', detail, { reason: 'host' }), 421)
  } catch (error) {
    return problemResponse(error)
  }
}
