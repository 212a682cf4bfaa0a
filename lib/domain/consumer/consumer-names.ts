import type { ConsumerCertainty, ConsumerRelation, Reference, ScannedField } from './consumer'
import { findHostMentions, type HostMention, type MentionPlace } from './find-host-mentions'

/** What of an alias a consumer can name. */
export interface NamedAlias {
  namespace: string
  name: string
  /** Normalised; null where it leads to no host. */
  target: string | null
}

/** The names under which the aliases of one cluster and their targets are found in texts. */
export interface ConsumerNames {
  /** Where a field of an object of this namespace names or bypasses an alias: 50 places at most, none of them told twice. */
  references(field: ScannedField, namespace: string): Reference[]
}

interface Meaning {
  alias: string
  relation: ConsumerRelation
  certainty: ConsumerCertainty
}

/**
 * Names as pods may write them (Kubernetes' DNS specification, §2.3): `name` within its namespace, `name.namespace`, with `.svc`, and in full with
 * the cluster's domain. A short name means an alias only at a place of a host; a full one, and the host of a target, mean it anywhere.
 */
export function consumerNames(aliases: Iterable<NamedAlias>, clusterDomain: string): ConsumerNames {
  const keys = new Set<string>()
  const shortNames = new Set<string>()
  const byTarget = new Map<string, string[]>()
  for (const { namespace, name, target } of aliases) {
    const key = `${namespace}/${name}`
    keys.add(key)
    shortNames.add(name)
    if (target !== null) byTarget.set(target, [...(byTarget.get(target) ?? []), key])
  }
  const readName = nameReader(clusterDomain.toLowerCase())

  // Asked of every word of every text: nearly all end at their first label.
  const isWanted = (host: string) => {
    if (byTarget.has(host)) return true
    const dot = host.indexOf('.')
    if (!shortNames.has(dot < 0 ? host : host.slice(0, dot))) return false
    const named = readName(host)
    return named !== null && (named.namespace === null || keys.has(keyOf(named)))
  }

  const meaningsOf = ({ host, place }: HostMention, namespace: string): Meaning[] => {
    const bypassed = byTarget.get(host) ?? []
    const past = bypassed.map((alias) => ({ alias, relation: 'bypasses' as const, certainty: anywhere[place] }))
    const named = readName(host)
    if (named === null) return past
    const certainty = certaintyOf(named, place)
    const alias = keyOf({ name: named.name, namespace: named.namespace ?? namespace })
    return certainty !== null && keys.has(alias) ? [...past, { alias, relation: 'names', certainty }] : past
  }

  return {
    references: ({ value, key, isHost, field, container, namespace: home }, namespace) => {
      const found = new Map<string, Reference>()
      for (const mention of findHostMentions({ text: value, key, isWanted })) {
        const seen = isHost ? { ...mention, place: 'host' as const } : mention
        for (const meaning of meaningsOf(seen, home ?? namespace)) {
          const certainty = isHost ? 'certain' : meaning.certainty
          const reference = { ...meaning, certainty, field, container, text: mention.text }
          const same = [reference.alias, reference.relation, reference.text].join(' ')
          const known = found.get(same)
          if (known === undefined || rank[known.certainty] > rank[certainty]) found.set(same, reference)
        }
      }
      return [...found.values()]
    },
  }
}

interface ReadName {
  name: string
  /** Null for a bare name. */
  namespace: string | null
  isFull: boolean
}

const rank: Readonly<Record<ConsumerCertainty, number>> = { certain: 0, likely: 1, possible: 2 }
const anywhere: Readonly<Record<MentionPlace, ConsumerCertainty>> = {
  host: 'certain',
  value: 'certain',
  text: 'likely',
}
const qualified: Readonly<Record<MentionPlace, ConsumerCertainty>> = {
  host: 'certain',
  value: 'likely',
  text: 'possible',
}
const bare: Readonly<Record<MentionPlace, ConsumerCertainty | null>> = { host: 'likely', value: 'possible', text: null }

function certaintyOf({ isFull, namespace }: ReadName, place: MentionPlace): ConsumerCertainty | null {
  if (isFull) return anywhere[place]
  return namespace === null ? bare[place] : qualified[place]
}

function nameReader(clusterDomain: string): (host: string) => ReadName | null {
  const suffixes = [`.svc.${clusterDomain}`, '.svc']
  return (host) => {
    const suffix = suffixes.find((each) => host.endsWith(each))
    const [name = '', namespace, ...rest] = (suffix === undefined ? host : host.slice(0, -suffix.length)).split('.')
    if (rest.length > 0 || (suffix !== undefined && namespace === undefined)) return null
    return { name, namespace: namespace ?? null, isFull: suffix !== undefined }
  }
}

function keyOf({ name, namespace }: Pick<ReadName, 'name' | 'namespace'>): string {
  return `${namespace}/${name}`
}
