import type { DependencyItem } from '@/lib/contract/dependencies'
import type { Row } from '@/lib/contract/row'
import { addressNote, type Dependency } from '@/lib/domain/dependency/dependency'
import type { Provider } from '@/lib/domain/provider/provider'
import type { VerdictSince } from '@/lib/domain/resolution/verdict-since'

const maximumNames = 20

/** A host as lists carry it; names are cut to the first twenty with their total beside them. */
export function dependencyItem(
  dependency: Dependency<Row>,
  provider: Provider | null,
  since: VerdictSince | null,
): DependencyItem {
  const { host, aliases, lead, addresses } = dependency
  return {
    host,
    provider: provider?.provider ?? null,
    service: provider?.service ?? null,
    category: provider?.category ?? null,
    statusPage: provider?.statusPage ?? null,
    severity: dependency.severity,
    verdict: lead.verdict,
    finding: lead.finding,
    cluster: lead.cluster,
    vantage: lead.vantage,
    chain: lead.chain,
    brokenAt: lead.brokenAt,
    aliases: aliases.length,
    unowned: dependency.unowned,
    namespaces: names(dependency.namespaces),
    clusters: names(dependency.clusters),
    teams: names(dependency.teams),
    environments: names(dependency.environments),
    addresses: names(addresses),
    addressNote: addressNote(addresses.length),
    since: since?.at ?? null,
    isSinceStart: since?.isFirst ?? false,
  }
}

function names(all: readonly string[]): DependencyItem['teams'] {
  return { first: all.slice(0, maximumNames), total: all.length }
}
