import { isObject, type Json, type JsonObject } from '../json/json.ts'

/** Fields as `managedFields` writes them: `f:name`, `k:{…}`, `v:…` below each other; an empty object, or one with `.`, is itself a field. */
export type FieldSet = JsonObject

const self = '.'

export const isEmptySet = (set: FieldSet) => Object.keys(set).length === 0
const childrenOf = (set: FieldSet) => Object.entries(set).filter(([key]) => key !== self)
const isMember = (set: FieldSet) => self in set || isEmptySet(set)
const childOf = (set: FieldSet, key: string): FieldSet | undefined => {
  const child: Json | undefined = set[key]
  return isObject(child) ? child : undefined
}

/** One node of a set: its children, and whether it is a field itself; null when it is neither. */
export function fieldNode(children: FieldSet, member: boolean): FieldSet | null {
  if (isEmptySet(children)) return member ? {} : null
  return member ? { [self]: {}, ...children } : children
}

function combine(
  a: FieldSet,
  b: FieldSet | undefined,
  keeps: (inA: boolean, inB: boolean) => boolean,
  isRoot: boolean,
): FieldSet | null {
  const children: FieldSet = {}
  const keys = new Set([...childrenOf(a), ...(b ? childrenOf(b) : [])].map(([key]) => key))
  for (const key of [...keys].sort()) {
    const left = childOf(a, key)
    const right = b && childOf(b, key)
    const child = left
      ? combine(left, right, keeps, false)
      : right
        ? combine(right, undefined, (inB) => keeps(false, inB), false)
        : null
    if (child !== null) children[key] = child
  }
  const member = !isRoot && keeps(isMember(a), b !== undefined && isMember(b))
  return fieldNode(children, member)
}

export const unionOf = (a: FieldSet, b: FieldSet) => combine(a, b, (inA, inB) => inA || inB, true) ?? {}
export const differenceOf = (a: FieldSet, b: FieldSet) => combine(a, b, (inA, inB) => inA && !inB, true) ?? {}
export const intersectionOf = (a: FieldSet, b: FieldSet) => combine(a, b, (inA, inB) => inA && inB, true) ?? {}

/** The fields of a set that lie at or below the fields of another are left out. */
export function withoutBelow(set: FieldSet, removed: FieldSet): FieldSet {
  const kept: FieldSet = {}
  for (const [key, value] of Object.entries(set)) {
    const gone = childOf(removed, key)
    if (gone !== undefined && isMember(gone)) continue
    const rest = isObject(value) && gone !== undefined ? withoutBelow(value, gone) : value
    const vanished = isObject(rest) && isEmptySet(rest) && isObject(value) && !isEmptySet(value)
    if (!vanished) kept[key] = rest
  }
  return kept
}

/** The same set with everything that holds a field: what somebody owns a part of cannot go as a whole. */
export function withContainers(set: FieldSet, isRoot = true): FieldSet {
  const children = Object.fromEntries(
    childrenOf(set).map(([key, value]): [string, Json] => [
      key,
      isObject(value) ? withContainers(value, false) : value,
    ]),
  )
  return isRoot || isEmptySet(children) ? children : { [self]: {}, ...children }
}

/** Each field as a path, the way conflicts name it: `.spec.ports[port=80,protocol="TCP"].name`. */
export function pathsOf(set: FieldSet, prefix = ''): string[] {
  return childrenOf(set).flatMap(([key, value]) => {
    const path = `${prefix}${stepText(key)}`
    if (!isObject(value)) return []
    const below = pathsOf(value, path)
    return isMember(value) ? [path, ...below] : below
  })
}

function stepText(key: string): string {
  if (key.startsWith('f:')) return `.${key.slice(2)}`
  const value: Json = JSON.parse(key.slice(2))
  if (!isObject(value)) return `[=${JSON.stringify(value)}]`
  const pairs = Object.entries(value).map(([name, part]) => `${name}=${JSON.stringify(part)}`)
  return `[${pairs.join(',')}]`
}
