import { ApiFailure } from '../api/api-failure.ts'
import type { Json } from '../json/json.ts'

/** One thing wrong with an object: where, and what the API server says about it. */
export interface FieldError {
  readonly reason: string
  readonly field: string
  readonly message: string
}

const body = (title: string, detail: string) => (detail === '' ? title : `${title}: ${detail}`)

export const required = (field: string, detail = ''): FieldError => ({
  reason: 'FieldValueRequired',
  field,
  message: body('Required value', detail),
})

export const forbiddenField = (field: string, detail: string): FieldError => ({
  reason: 'FieldValueForbidden',
  field,
  message: body('Forbidden', detail),
})

export const invalid = (field: string, value: Json | undefined, detail: string): FieldError => ({
  reason: 'FieldValueInvalid',
  field,
  message: body(`Invalid value: ${JSON.stringify(value ?? null)}`, detail),
})

export const notSupported = (field: string, value: Json, supported: readonly string[]): FieldError => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map((item) => `"${item}"`).join(', ')}`,
})

export const duplicate = (field: string, value: Json): FieldError => ({
  reason: 'FieldValueDuplicate',
  field,
  message: `Duplicate value: ${JSON.stringify(value)}`,
})

export const tooLong = (field: string, bytes: number): FieldError => ({
  reason: 'FieldValueTooLong',
  field,
  message: `Too long: may not be more than ${bytes} bytes`,
})

/** The 422 that names every error; `kind` is qualified by its group: `Deployment.apps`. */
export function invalidObject(
  of: { readonly kind: string; readonly group: string },
  name: string,
  errors: readonly FieldError[],
): ApiFailure {
  const texts = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))]
  const kind = of.group === '' ? of.kind : `${of.kind}.${of.group}`
  const all = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  return new ApiFailure(422, 'Invalid', `${kind} "${name}" is invalid: ${all}`, {
    name,
    group: of.group,
    kind: of.kind,
    causes: errors.map(({ reason, field, message }) => ({ reason, message, field })),
  })
}
