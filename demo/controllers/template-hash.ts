import { isObject, type Json } from '../json/json.ts'

// No vowels and no letters that look like digits, so that no words come out.
const letters = 'bcdfghjklmnpqrstvwxz2456789'

/** A short name for what a template says, in the letters that Kubernetes uses in the names of ReplicaSets. */
export function templateHash(template: Json | undefined): string {
  return [...String(fnv32a(canonical(template ?? null)))]
    .map((digit) => letters[digit.charCodeAt(0) % letters.length])
    .join('')
}

function fnv32a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`
}
