import type { JsonObject } from '../json/json.ts'
import { type FieldError, forbiddenField, notSupported, tooLong } from '../rules/field-error.ts'
import type { ApiRequest } from './api-request.ts'
import { invalidOptions } from './invalid-options.ts'

export interface WriteOptions {
  readonly isDryRun: boolean
  /** Who is said to own the fields that change. */
  readonly manager: string
  readonly forces: boolean
  /** Who owns what, when the writer has worked it out already. */
  readonly managedFields?: JsonObject[]
}

const maxManagerBytes = 128
const optionKinds: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
}

/** Reads `dryRun`, `fieldManager`, `fieldValidation` and `force` of a write; the manager is the program's name unless the request says. */
export function readWriteOptions({ method, query, userAgent, contentType }: ApiRequest): WriteOptions {
  const dryRun = query.getAll('dryRun')
  const manager = query.get('fieldManager') ?? ''
  const validation = query.get('fieldValidation') ?? ''
  const isApply = contentType.startsWith('application/apply-patch')
  const errors: FieldError[] = []
  if (method === 'PATCH' && !isApply && query.has('force'))
    errors.push(forbiddenField('force', 'may not be specified for non-apply patch'))
  if (Buffer.byteLength(manager) > maxManagerBytes) errors.push(tooLong('fieldManager', maxManagerBytes))
  if (dryRun.some((value) => value !== 'All')) errors.push(notSupported('dryRun', dryRun, ['All']))
  if (!['', 'Ignore', 'Warn', 'Strict'].includes(validation))
    errors.push(notSupported('fieldValidation', validation, ['', 'Ignore', 'Strict', 'Warn']))
  if (errors.length > 0) throw invalidOptions(optionKinds[method] ?? 'CreateOptions', errors)
  return {
    isDryRun: dryRun.length > 0,
    manager: manager || userAgent.split('/')[0] || 'unknown',
    forces: query.get('force') === 'true',
  }
}
