import { type Json, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { age } from './age.ts'
import type { Column } from './resource-kind.ts'

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  value: (object) => textAt(object.metadata, 'name'),
}

export const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  priority: 0,
  value: (object, now) => age(textAt(object.metadata, 'creationTimestamp'), now),
}

export function column(
  name: string,
  value: (object: KubeObject, now: Date) => Json,
  type: Column['type'] = 'string',
): Column {
  return { name, type, priority: 0, value }
}

export function wideColumn(name: string, value: (object: KubeObject, now: Date) => Json): Column {
  return { name, type: 'string', priority: 1, value }
}

/** A map of labels as one text: `a=b,c=d`, or what kubectl writes for none. */
export function selectorText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? '<none>' : pairs.sort().join(',')
}
