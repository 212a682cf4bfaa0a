import { probePortAnnotation } from '@/lib/domain/probe/probe-policy'
import { findProvider } from '@/lib/domain/provider/find-provider'
import type { CaseService } from './case-facts'

export interface ClientPort {
  port: number
  from: string
}

/** The port that clients of an alias most likely use: its first TCP port, its annotation, or its provider's usual one; null when none says. */
export function clientPort({ ports, annotations, target }: CaseService): ClientPort | null {
  const first = ports.find(({ protocol }) => protocol === 'TCP')
  if (first) return { port: first.port, from: 'its port list' }
  const annotated = annotations[probePortAnnotation] ?? ''
  if (/^[1-9]\d{0,4}$/.test(annotated) && Number(annotated) <= 65_535) {
    return { port: Number(annotated), from: `annotation ${probePortAnnotation}` }
  }
  const provider = target === null ? null : findProvider(target)
  const usual = provider?.defaultPort ?? null
  return provider === null || usual === null ? null : { port: usual, from: `the usual port of ${provider.service}` }
}
