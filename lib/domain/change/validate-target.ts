import { AppError } from '@/lib/domain/app-error'
import { checkDnsSubdomain } from '@/lib/domain/manifest/check-name'

/**
 * Refuses what the API server would refuse as `spec.externalName`, in its own words so that both read alike: AppError `unprocessable` with the
 * field named `target`. One trailing dot is ignored, labels over 63 bytes pass (a precheck tells of those).
 */
export function validateTarget(target: string): void {
  const messages = targetMessages(target)
  if (messages.length === 0) return
  const causes = messages.map((message) => ({ field: 'target', message }))
  throw new AppError('unprocessable', 'The API server would refuse this target.', { reason: 'invalid-target', causes })
}

/** What the API server says of a target that it does not take, one message for each fault; none for one that it takes. */
export function targetMessages(target: string): string[] {
  const name = target.endsWith('.') ? target.slice(0, -1) : target
  if (name === '') return ['Required value']
  return checkDnsSubdomain(name).map((why) => `Invalid value: ${JSON.stringify(name)}: ${why}`)
}
