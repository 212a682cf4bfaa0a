import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

/** Hands on each chunk of a stream in the moment it comes, until the stream's end. What `take` throws ends the stream, and is thrown. */
export async function readChunks(stream: Readable, take: (chunk: Uint8Array) => void): Promise<void> {
  stream.on('data', (chunk: Uint8Array) => {
    try {
      take(chunk)
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })
  await finished(stream)
}
