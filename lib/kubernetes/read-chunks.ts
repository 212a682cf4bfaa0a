import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

/**
 * Hands on each chunk of a stream in the moment it comes, until the stream's end; what `take` throws ends it. An API server sends each event of a
 * watch by itself: asked for one after the other, ten thousand of them wait longer for their turn than for what is done with them.
 */
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
