import { join } from 'node:path'
import { problemSchema } from '@/lib/contract/problem'

export interface ReceivedAnswer {
  readonly status: number
  readonly contentType: string
  readonly location: string | null
  readonly text: string
  readonly elapsedMs: number
}

const patienceMs = 10_000
const root = join(import.meta.dirname, '..', '..')
const inside = /\n\s+at \S+ ?\(?\S+:\d+:\d+|node:internal|node_modules|\.next\//

/** What is wrong with an answer, whatever was asked; null for one that is as it should be. `secrets` are what no answer may repeat. */
export function faultOf(answer: ReceivedAnswer, secrets: readonly string[]): string | null {
  const { status, contentType, location, text, elapsedMs } = answer
  if (status >= 500) return `status ${status}`
  if (elapsedMs > patienceMs) return `came after more than ${patienceMs} ms`
  if (text.includes(root) || inside.test(text)) return 'tells of the inside of the server'
  if (secrets.some((secret) => text.includes(secret))) return 'repeats a token'
  if (location !== null && !/^\/(?![/\\])/.test(location)) return `leads to ${location}`
  if (contentType.startsWith('application/problem+json')) return text === '' ? null : problemFault(status, text)
  // What is no HTTP of the API's at all is refused below it, without words.
  return status < 400 || (text === '' && [400, 405, 431].includes(status)) ? null : `a bare ${status}`
}

function problemFault(status: number, text: string): string | null {
  const problem = problemSchema.safeParse(JSON.parse(text))
  if (!problem.success) return `is no problem: ${problem.error.message}`
  if (problem.data.status !== status) return `says ${problem.data.status} under ${status}`
  const namesField = (problem.data.causes ?? []).some(({ field }) => field !== '')
  return (status === 400 || status === 422) && !namesField ? 'names no field' : null
}
