import { type FieldError, invalidObject } from '../rules/field-error.ts'
import type { ApiFailure } from './api-failure.ts'

/** The 422 for options of a request that cannot be; they have no name. */
export const invalidOptions = (kind: string, errors: readonly FieldError[]): ApiFailure =>
  invalidObject({ kind, group: 'meta.k8s.io' }, '', errors)
