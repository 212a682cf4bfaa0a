import { isMap } from '@/lib/domain/change/merge-patch'
import { type FieldPath, fieldName } from './field-path'
import type { Shape } from './manifest-shape'

export interface ShapeProblem {
  path: FieldPath
  message: string
}

/**
 * Where a value is other than its shape. A field that is null counts as absent, as the API server counts it; a field of another name is unknown, in
 * the words of its strict field validation.
 */
export function checkShape(value: unknown, shape: Shape, path: FieldPath = []): ShapeProblem[] {
  if (shape === 'any') return []
  if (typeof shape === 'string') return isOf(value, shape) ? [] : [{ path, message: wanted(value, shape) }]
  if ('list' in shape) {
    if (!Array.isArray(value)) return [{ path, message: 'must be a list' }]
    return value.flatMap((item: unknown, index) => checkShape(item, shape.list, [...path, index]))
  }
  if (!isMap(value)) return [{ path, message: `must be a map, not ${nameOf(value)}` }]
  const entries = Object.entries(value)
  if ('map' in shape) return entries.flatMap(([key, item]) => checkShape(item, shape.map, [...path, key]))
  return entries.flatMap(([key, item]) => {
    const field = [...path, key]
    const own = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
    if (own === undefined) return [{ path: field, message: `unknown field ${JSON.stringify(fieldName(field))}` }]
    return item === null || item === undefined ? [] : checkShape(item, own, field)
  })
}

function isOf(value: unknown, shape: 'string' | 'integer' | 'boolean' | 'integer or string'): boolean {
  if (shape === 'string' || shape === 'boolean') return typeof value === shape
  return Number.isInteger(value) || (shape === 'integer or string' && typeof value === 'string')
}

function wanted(value: unknown, shape: string): string {
  const isScalar = !isMap(value) && !Array.isArray(value)
  if (shape === 'string' && value === null) return 'must be a string: write "" for an empty one'
  return shape === 'string' && isScalar ? 'must be a string, quote it' : `must be ${articles[shape] ?? `a ${shape}`}`
}

const articles: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  'integer or string': 'a whole number or a name',
  boolean: 'true or false',
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'string' ? 'a string' : 'a single value'
}
