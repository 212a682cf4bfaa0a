import type { IncomingMessage } from 'node:http'
import { ApiFailure } from './api-failure.ts'

const maxBytes = 3 * 1024 * 1024

/** The body as text; 413 when it is larger than the API server takes. */
export async function readRequestBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > maxBytes)
      throw new ApiFailure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${maxBytes}`, {})
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
