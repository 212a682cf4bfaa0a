import type { IncomingMessage } from 'node:http'
import { decodeProtobufObject } from '../protobuf/decode-protobuf-object.ts'
import { ApiFailure, badRequest } from './api-failure.ts'

const maxBytes = 3 * 1024 * 1024
const protobuf = 'application/vnd.kubernetes.protobuf'

export interface RequestBody {
  readonly contentType: string
  readonly body: string
}

/** The body as text, protobuf of a known kind as the JSON it stands for; 413 when it is larger than the API server takes. */
export async function readRequestBody(incoming: IncomingMessage): Promise<RequestBody> {
  const contentType = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
  const bytes = await readBytes(incoming)
  const object = contentType === protobuf ? readProtobuf(bytes) : null
  if (object !== null) return { contentType: 'application/json', body: JSON.stringify(object) }
  return { contentType, body: bytes.toString('utf8') }
}

async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBytes)
      throw new ApiFailure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBytes}`, {})
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function readProtobuf(bytes: Buffer) {
  try {
    return decodeProtobufObject(bytes)
  } catch (error) {
    throw badRequest(`the body is no protobuf: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}
