import {
  type AliasedService,
  type AliasStart,
  followNamespaceAlias,
  type NamespaceAliasPath,
} from '@/lib/domain/alias/follow-namespace-alias'

export interface PathReader {
  clusterDomain: string
  /** Reads one Service of the cluster; throws when the API server cannot be asked. */
  read(namespace: string, service: string): Promise<AliasedService | 'missing' | 'unknown'>
}

/** No way is longer than the rule follows; each round reads what the one before came upon. */
const maxRounds = 10

/** Follows a target through the Services of its cluster, reading each one once. Null when the target is not in this cluster. */
export async function findPath(
  start: AliasStart,
  { clusterDomain, read }: PathReader,
): Promise<NamespaceAliasPath | null> {
  const known = new Map<string, AliasedService | 'missing' | 'unknown'>()
  for (let round = 0; round < maxRounds; round += 1) {
    const wanted: { namespace: string; service: string }[] = []
    const path = followNamespaceAlias(start, clusterDomain, (namespace, service) => {
      const found = known.get(`${namespace}/${service}`)
      if (found === undefined) wanted.push({ namespace, service })
      return found ?? 'unknown'
    })
    if (wanted.length === 0) return path
    for (const { namespace, service } of wanted) known.set(`${namespace}/${service}`, await read(namespace, service))
  }
  return null
}
