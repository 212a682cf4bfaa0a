import type { JsonObject } from '../json/json.ts'
import { ApiFailure } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'

export interface WriteOptions {
  readonly isDryRun: boolean
  /** Who is said to own the fields that change. */
  readonly manager: string
  readonly forces: boolean
  /** Who owns what, when the writer has worked it out already. */
  readonly managedFields?: JsonObject[]
}

/** Reads `dryRun`, `fieldManager` and `force` of a write; the manager is the program's name unless the request says. */
export function readWriteOptions({ query, userAgent }: ApiRequest): WriteOptions {
  const dryRun = query.getAll('dryRun')
  if (dryRun.some((value) => value !== 'All'))
    throw invalidOption(
      'dryRun',
      `Unsupported value: "${dryRun.join(',')}": supported values: "All"`,
      'FieldValueNotSupported',
    )
  const manager = query.get('fieldManager') ?? ''
  if (manager.length > 128)
    throw invalidOption('fieldManager', 'Too long: may not be more than 128 bytes', 'FieldValueTooLong')
  const validation = query.get('fieldValidation')
  if (validation !== null && !['', 'Ignore', 'Warn', 'Strict'].includes(validation))
    throw invalidOption(
      'fieldValidation',
      `Unsupported value: "${validation}": supported values: "Ignore", "Strict", "Warn"`,
      'FieldValueNotSupported',
    )
  return {
    isDryRun: dryRun.length > 0,
    manager: manager || userAgent.split('/')[0] || 'unknown',
    forces: query.get('force') === 'true',
  }
}

function invalidOption(field: string, message: string, reason: string): ApiFailure {
  return new ApiFailure(422, 'Invalid', `PatchOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
    group: 'meta.k8s.io',
    kind: 'PatchOptions',
    causes: [{ reason, message, field }],
  })
}
