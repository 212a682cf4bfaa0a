import type { CutOver } from '@/lib/domain/change/cut-over'
import type { CutOverPart, CutOverSource } from '@/lib/domain/change/cut-over-part'

const words: Record<CutOverSource, string> = {
  measured: 'measured',
  corefile: 'from the Corefile',
  setting: 'from a setting',
  annotation: 'from an annotation',
  assumed: 'assumed',
}

const names: Record<CutOverPart['code'], string> = {
  watch: 'watch',
  'cluster-dns': 'TTL',
  cache: 'cache before it',
  client: 'client cache',
  pool: 'pool lifetime',
}

/** How the parts that weigh are known, in a sentence: `TTL from the Corefile; client cache and pool lifetime assumed`. */
export function cutOverSources({ existingConnections }: CutOver): string {
  const told = existingConnections.parts.filter(
    ({ code, source }) => code !== 'watch' && !(code === 'cache' && source === 'assumed'),
  )
  const bySource = new Map<CutOverSource, string[]>()
  for (const { code, source } of told) bySource.set(source, [...(bySource.get(source) ?? []), names[code]])
  return [...bySource].map(([source, of]) => `${[...new Set(of)].join(' and ')} ${words[source]}`).join('; ')
}

export function sourceWords(source: CutOverSource): string {
  return words[source]
}
