import { expect } from 'vitest'
import type { ApiResponse } from './api-client.ts'

/** A cause of a 422: field, reason without its `FieldValue`, message. */
export type Cause = readonly [field: string, reason: string, message: string]

interface Failure {
  readonly code: number
  readonly reason?: string
  readonly message: string
  readonly details?: object
}

/** The answer is exactly this Status, in the body as in the status line. */
export function expectFailure(answer: ApiResponse, { code, reason, message, details }: Failure): void {
  expect(answer.body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  })
  expect(answer.status).toBe(code)
}

/** The object was refused as invalid, for these causes and no others. */
export function expectInvalid(answer: ApiResponse, kind: string, name: string, causes: readonly Cause[]): void {
  const [kindName = '', ...group] = kind.split('.')
  const lines = causes.map(([field, , message]) => `${field}: ${message}`)
  expectFailure(answer, {
    code: 422,
    reason: 'Invalid',
    message: `${kind} "${name}" is invalid: ${lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`}`,
    details: {
      ...(name === '' ? {} : { name }),
      ...(group.length === 0 ? {} : { group: group.join('.') }),
      ...(kindName === '' ? {} : { kind: kindName }),
      causes: causes.map(([field, reason, message]) => ({ reason: `FieldValue${reason}`, message, field })),
    },
  })
}

export const expectNotFound = (answer: ApiResponse, kind: string, name: string) =>
  expectFailure(answer, {
    code: 404,
    reason: 'NotFound',
    message: `${kind} "${name}" not found`,
    details: { name, kind },
  })

export const expectModified = (answer: ApiResponse, kind: string, name: string) =>
  expectFailure(answer, {
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${kind} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: { name, kind },
  })

export const expectBadRequest = (answer: ApiResponse, message: string) =>
  expectFailure(answer, { code: 400, reason: 'BadRequest', message })

/** The object was written, its spec is exactly this, and these are the warnings that came along. */
export function expectSpec(answer: ApiResponse, spec: object, warnings: readonly string[] = []): void {
  expect(answer.body).toMatchObject({ kind: 'Service' })
  expect(valueAt(answer.body, 'spec')).toEqual(spec)
  expectWarnings(answer, warnings)
  expect([200, 201]).toContain(answer.status)
}

export function expectWarnings(answer: ApiResponse, warnings: readonly string[]): void {
  const sent = warnings.map((text) => `299 - ${JSON.stringify(text)}`)
  expect(answer.headers.warning ?? '').toBe(sent.join(', '))
}

/** What lies at a path such as `metadata.uid` of a parsed body; undefined where nothing does. */
export function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).find(([name]) => name === key)?.[1]
          : undefined,
      body,
    )
}

/** The text at a path; throws where there is none. */
export function textAt(body: unknown, path: string): string {
  const value = valueAt(body, path)
  if (typeof value !== 'string') throw new Error(`${path} is no text in ${JSON.stringify(body)}`)
  return value
}

/** The names in a list. */
export function namesIn(answer: ApiResponse): string[] {
  const items = valueAt(answer.body, 'items')
  if (!Array.isArray(items)) throw new Error(`no list: ${answer.text}`)
  return items.map((item) => textAt(item, 'metadata.name'))
}
