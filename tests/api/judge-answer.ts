import { join } from 'node:path'
import { problemSchema } from '@/lib/contract/problem'
import type { GeneratedRequest } from './generate-requests.ts'

export interface ReceivedAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly elapsedMs: number
}

const patienceMs = 10_000
const root = join(import.meta.dirname, '..', '..')
const traces = [/\n\s+at \S+ ?\(?\S+:\d+:\d+/, /node:internal|node_modules|webpack-internal|\.next\//]

/** What is wrong with an answer, whatever was asked; null for one that is as it should be. `tokens` are the secrets that no answer may repeat. */
export function faultOf(_: GeneratedRequest, answer: ReceivedAnswer, tokens: readonly string[]): string | null {
  const { status, contentType, text, elapsedMs } = answer
  if (status >= 500) return `status ${status}`
  if (elapsedMs > patienceMs) return `only after ${Math.round(elapsedMs)} ms`
  if (text.includes(root) || traces.some((trace) => trace.test(text))) return 'tells of the inside of the server'
  if (tokens.some((token) => text.includes(token))) return 'repeats a token'
  if (!contentType.startsWith('application/problem+json')) return status < 400 ? null : plainFault(answer)
  if (text === '') return null
  const problem = problemSchema.safeParse(JSON.parse(text))
  if (!problem.success) return `no problem: ${problem.error.message}`
  if (problem.data.status !== status) return `says ${problem.data.status}`
  const namesField = (problem.data.causes ?? []).some(({ field }) => field !== '')
  return (status === 400 || status === 422) && !namesField ? 'names no field' : null
}

function plainFault({ status, contentType }: ReceivedAnswer): string | null {
  return `a bare ${status} (${contentType})`
}
