import { AppError } from '@/lib/domain/app-error'

/** Reads a whole body, parsed when it is JSON, else as text. More than `maxBytes` fails with `too-large`, broken JSON with `unavailable`. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  contentType: string | string[] | undefined,
  maxBytes: number,
): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new AppError('too-large', `the API server sent more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (!String(contentType).includes('json')) return text
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    throw new AppError('unavailable', 'the API server sent broken JSON', { reason: 'broken-answer' })
  }
}
