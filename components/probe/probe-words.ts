import { visibleText } from '@/components/ui/visible-text'
import type { ProbeView } from '@/lib/contract/probe'

type Connection = Pick<ProbeView, 'port' | 'connectedMs' | 'problem' | 'at' | 'notProbed'>

/** Whether the port answers, in a sentence: `5432 open in 9 ms`. */
export function connectionWords({ port, connectedMs, problem, at, notProbed }: Connection): string {
  if (notProbed !== null) return visibleText(notProbed)
  if (at === null) return problem === null ? `${port} not probed yet` : `${port} not probed: ${visibleText(problem)}`
  if (connectedMs === null) return `${port}: ${visibleText(problem ?? 'no connection')}`
  return `${port} open in ${millisecondsWords(connectedMs)}`
}

export function millisecondsWords(ms: number): string {
  return ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`
}

/** The middle of the connections that were made, null when none was. */
export function medianMs(times: readonly (number | null)[]): number | null {
  const made = times.filter((time) => time !== null).sort((a, b) => a - b)
  return made[Math.floor(made.length / 2)] ?? null
}
