import { visibleText } from '@/components/ui/visible-text'
import type { CertificateView, ProbeView } from '@/lib/contract/probe'

const trustWords: Readonly<Record<CertificateView['trust'], string>> = {
  public: 'public CA',
  'private-ca': 'private CA',
  'self-signed': 'signed by itself',
  broken: 'chain is broken',
}

/** `ends in 84 d, private CA`: what a certificate is worth, in a few words. */
export function certificateWords({ daysLeft, trust, isHostCovered }: CertificateView): string {
  const names = isHostCovered ? [] : ['for another name']
  return [endWords(daysLeft), ...names, trustWords[trust]].join(', ')
}

/** `ends in 84 d`, `ended 3 d ago`. */
export function endWords(daysLeft: number | null): string {
  if (daysLeft === null) return 'dates cannot be read'
  const days = Math.floor(Math.abs(daysLeft))
  const length = days === 0 ? `${Math.floor(Math.abs(daysLeft) * 24)} h` : `${days} d`
  return daysLeft < 0 ? `ended ${length} ago` : `ends in ${length}`
}

/** Whether the port answers, in a sentence: `5432 open in 9 ms`. */
export function connectionWords({ port, connectedMs, problem, at, notProbed }: ProbeView): string {
  if (notProbed !== null) return visibleText(notProbed)
  if (at === null) return `${port} is probed shortly`
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
