export type JsonRecord = Record<string, unknown>

/** Whether a parsed JSON or YAML value is a map. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The map at `key`, or an empty one. */
export function recordAt(record: JsonRecord, key: string): JsonRecord {
  const value = record[key]
  return isRecord(value) ? value : {}
}

/** The string at `key`, or undefined when it is missing, empty, or something else. */
export function stringAt(record: JsonRecord, key: string): string | undefined {
  const value = record[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The list at `key`, or an empty one. */
export function listAt(record: JsonRecord, key: string): unknown[] {
  const value = record[key]
  return Array.isArray(value) ? value : []
}

/** The strings of the list at `key`, at most `limit`; what is no string is left out. */
export function textsAt(record: JsonRecord, key: string, limit: number): string[] {
  return listAt(record, key)
    .filter((entry) => typeof entry === 'string')
    .slice(0, limit)
}

/** The strings of a map such as `metadata.labels`; what is no string is left out. */
export function stringMap(value: unknown): Record<string, string> {
  const strings: Record<string, string> = {}
  if (!isRecord(value)) return strings
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string') strings[key] = entry
  }
  return strings
}
