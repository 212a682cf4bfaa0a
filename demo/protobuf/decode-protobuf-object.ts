import type { Json, JsonObject } from '../json/json.ts'
import { type FieldType, type MessageSchema, messageSchemas } from './message-schemas.ts'
import { readFields, type WireField } from './read-fields.ts'

// Kubernetes wraps every message: four bytes, then a message of apiVersion and kind (1) and the object itself (2).
const magic = Buffer.from('k8s\0')
const typeSchema: MessageSchema = { 1: ['apiVersion', 'text'], 2: ['kind', 'text'] }

/**
 * Turns an object in Kubernetes' protobuf into what its JSON would be; null for a kind that is not known here.
 * Throws where the bytes are no such message.
 */
export function decodeProtobufObject(body: Buffer): JsonObject | null {
  if (!body.subarray(0, magic.length).equals(magic))
    throw new Error('the body does not begin as protobuf of Kubernetes')
  const fields = readFields(body.subarray(magic.length))
  const part = (number: number) => bytesOf(fields.find((field) => field.number === number)?.value ?? new Uint8Array())
  const type = decodeMessage(part(1), typeSchema)
  const schema = messageSchemas.get(`${type.apiVersion} ${type.kind}`)
  return schema === undefined ? null : { ...type, ...decodeMessage(part(2), schema) }
}

function decodeMessage(bytes: Uint8Array, schema: MessageSchema): JsonObject {
  const object: JsonObject = {}
  for (const { number, value } of readFields(bytes)) {
    const [name, type] = schema[number] ?? ['', 'omit']
    if (type === 'omit') continue
    const decoded = decodeField(value, type, object[name])
    // Its writers send empty values, its JSON leaves them out.
    if (decoded !== '' && decoded !== 0) object[name] = decoded
  }
  return object
}

function decodeField(value: WireField['value'], type: Exclude<FieldType, 'omit'>, before: Json | undefined): Json {
  if (type === 'text') return textOf(value)
  if (type === 'bytes') return Buffer.from(bytesOf(value)).toString('base64')
  if (type === 'boolean') return value === 1
  if (type === 'number') return typeof value === 'number' ? value : 0
  if (type === 'int-or-string') return decodeIntOrString(bytesOf(value))
  if ('message' in type) return decodeMessage(bytesOf(value), type.message)
  if ('listOf' in type) {
    const item = type.listOf === 'text' ? textOf(value) : decodeMessage(bytesOf(value), type.listOf.message)
    return [...(Array.isArray(before) ? before : []), item]
  }
  const entry = readFields(bytesOf(value))
  const key = textOf(entry.find(({ number }) => number === 1)?.value ?? '')
  const content = entry.find(({ number }) => number === 2)?.value ?? new Uint8Array()
  const merged = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {}
  return {
    ...merged,
    [key]: type.mapOf === 'text' ? textOf(content) : Buffer.from(bytesOf(content)).toString('base64'),
  }
}

function decodeIntOrString(bytes: Uint8Array): Json {
  const fields = readFields(bytes)
  const at = (number: number) => fields.find((field) => field.number === number)?.value
  if (at(1) === 1) return textOf(at(3) ?? new Uint8Array())
  return Number(at(2) ?? 0)
}

function bytesOf(value: WireField['value']): Uint8Array {
  if (typeof value === 'number') throw new Error('a number stands where bytes belong')
  return value
}

const textOf = (value: WireField['value'] | '') => (value === '' ? '' : Buffer.from(bytesOf(value)).toString('utf8'))
