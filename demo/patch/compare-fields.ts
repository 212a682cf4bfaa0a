import { equalJson } from '../json/equal-json.ts'
import type { Json } from '../json/json.ts'
import type { FieldType } from '../schema/schema.ts'
import { type FieldSet, fieldNode } from './field-set.ts'
import { isPlainStruct, partsOf } from './field-steps.ts'

/** The fields whose value is new or another than before. */
export function changedFields(before: Json | undefined, now: Json | undefined, type: FieldType): FieldSet {
  return changes(before, now, type, true) ?? {}
}

/** The fields that were there before and are gone. */
export const removedFields = (before: Json | undefined, now: Json | undefined, type: FieldType): FieldSet =>
  gone(before, now, type) ?? {}

/** Every field of a value that was written in full: containers are no fields themselves, but items of lists are. */
export function allFields(value: Json, type: FieldType): FieldSet {
  return written(value, type, true) ?? {}
}

function changes(
  before: Json | undefined,
  now: Json | undefined,
  type: FieldType | undefined,
  isRoot = false,
): FieldSet | null {
  if (now === undefined) return null
  const parts = partsOf(now, type)
  if (parts === null) return before !== undefined && equalJson(before, now) ? null : {}
  const known = new Map((before === undefined ? [] : (partsOf(before, type) ?? [])).map((part) => [part.step, part]))
  const children: FieldSet = {}
  for (const part of sorted(parts)) {
    // A plain struct of a thing that was there was there as well, if empty.
    const fallback = before !== undefined && isPlainStruct(part.type) ? {} : undefined
    const child = changes(known.get(part.step)?.value ?? fallback, part.value, part.type)
    if (child !== null) children[part.step] = child
  }
  return fieldNode(children, before === undefined && !isRoot)
}

function gone(before: Json | undefined, now: Json | undefined, type: FieldType | undefined): FieldSet | null {
  if (before === undefined) return null
  const parts = partsOf(before, type)
  if (parts === null) return now === undefined ? {} : null
  const known = new Map((now === undefined ? [] : (partsOf(now, type) ?? [])).map((part) => [part.step, part]))
  const children: FieldSet = {}
  for (const part of sorted(parts)) {
    const child = gone(part.value, known.get(part.step)?.value, part.type)
    if (child !== null) children[part.step] = child
  }
  return fieldNode(children, now === undefined && !isPlainStruct(type))
}

function written(value: Json, type: FieldType | undefined, isRoot = false): FieldSet | null {
  const parts = partsOf(value, type)
  if (parts === null) return {}
  const children: FieldSet = {}
  for (const part of sorted(parts)) {
    const child = written(part.value, part.type)
    const isItem = part.step.startsWith('k:')
    const node = isItem && child !== null ? fieldNode(child, true) : child
    if (node !== null) children[part.step] = node
  }
  return fieldNode(children, parts.length === 0 && !isRoot && !isPlainStruct(type))
}

const sorted = <Part extends { readonly step: string }>(parts: readonly Part[]): Part[] =>
  [...parts].sort((a, b) => (a.step < b.step ? -1 : 1))
