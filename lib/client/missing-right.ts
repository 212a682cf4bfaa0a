import type { MissingRight } from '@/lib/domain/access/role-to-ask-for'
import { ClientError } from './client-error'

/** The right that a refusal (403) names; null where it names none, as when the API server itself refused. */
export function missingRight(error: unknown): MissingRight | null {
  if (!(error instanceof ClientError) || error.status !== 403 || error.problem === null) return null
  const { verb, resource, namespace = null } = error.problem
  return verb === undefined || resource === undefined ? null : { verb, resource, namespace }
}
