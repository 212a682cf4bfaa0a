import { AppError } from '@/lib/domain/app-error'

export const maximumBodyBytes = 1 << 20

/** The JSON of a request's body, at most 1 MiB. Throws AppError `invalid` for malformed JSON, `too-large` past the limit. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', 'body: is not JSON', {
      reason: 'malformed-json',
      causes: [{ field: 'body', message: 'is not JSON' }],
      cause,
    })
  }
}

export function isJsonContent(contentType: string | null): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > maximumBodyBytes) throw tooLarge()
  const reader = request.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength
    if (size > maximumBodyBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(): AppError {
  return new AppError('too-large', 'body: is larger than 1 MiB', {
    causes: [{ field: 'body', message: 'must be at most 1 MiB' }],
  })
}
