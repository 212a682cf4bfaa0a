import { AppError } from '@/lib/domain/app-error'
import { problemResponse } from './problem-response'

/** A 400 for a path whose percent-encoding is no UTF-8 (`%ff`), which Next would answer with a 500; null for every other path. */
export function undecodablePath(pathname: string): Response | null {
  try {
    decodeURIComponent(pathname)
    return null
  } catch (cause) {
    const causes = [{ field: 'path', message: 'must be percent-encoded UTF-8' }]
    return problemResponse(
      new AppError('invalid', 'path: must be percent-encoded UTF-8', { reason: 'path', causes, cause }),
    )
  }
}
