import type { DependencyDetail } from '@/lib/contract/dependencies'
import type { Row } from '@/lib/contract/row'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { compareText } from '@/lib/domain/compare-text'
import { blastRadius } from '@/lib/domain/dependency/blast-radius'
import { type Dependency, describeDependency } from '@/lib/domain/dependency/dependency'
import { peopleSentence } from '@/lib/domain/dependency/people-sentence'
import { aliasFindings } from '@/lib/domain/finding/alias-findings'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'
import { dependencyItem } from './dependency-item'
import { sinceOf } from './list-dependencies'

const maximumAliases = 500

/**
 * One host with the aliases that the identity may list, what the vantages of their clusters answer, and what goes down with it. Throws AppError `not-found`
 * both for a host that no alias points at and for one whose aliases may not be seen.
 */
export async function dependencyDetail(
  runtime: ConsoleRuntime,
  identity: Identity,
  host: string,
): Promise<DependencyDetail> {
  const dependency = await findDependency(runtime, identity, host)
  const views = viewsOf(runtime, dependency)
  const { source, compactSource, sentence } = blastRadius(dependency, asked(views))
  const lead = views.find(({ cluster }) => cluster === dependency.lead.cluster)
  return {
    dependency: dependencyItem(dependency, findProvider(dependency.host), sinceOf(runtime, dependency.lead)),
    people: peopleSentence(dependency),
    aliases: { items: dependency.aliases.slice(0, maximumAliases), total: dependency.aliases.length },
    views,
    findings: aliasFindings(lead?.vantages ?? [], runtime.settings.SIGNPOST_CLUSTER_DOMAIN),
    diagram: source,
    compactDiagram: compactSource,
    sentence,
    certificate: null,
    certificateReason: 'not probed',
  }
}

/** Mermaid source of what goes down with a host, for whoever may see one of its aliases. */
export async function dependencyDiagram(runtime: ConsoleRuntime, identity: Identity, host: string): Promise<string> {
  const dependency = await findDependency(runtime, identity, host)
  return blastRadius(dependency, asked(viewsOf(runtime, dependency))).source
}

async function findDependency(runtime: ConsoleRuntime, identity: Identity, given: string): Promise<Dependency<Row>> {
  const host = normaliseHost(given)
  const seen = await visibilities(runtime, identity)
  const rows = runtime.clusters().flatMap(({ id }) => runtime.inventory.rowsOfHost(id, host))
  const [first, ...rest] = rows.filter((row) => isVisible(seen, row)).sort(worstFirst)
  if (first === undefined) {
    throw new AppError('not-found', `No alias points at ${host}, or you may not see it.`)
  }
  for (const { monitor } of runtime.clusters()) monitor.show([host])
  return describeDependency(host, [first, ...rest])
}

/** Only clusters in which an alias is seen: an answer says something about the cluster that asked. */
function viewsOf(runtime: ConsoleRuntime, { host, clusters }: Dependency): DependencyDetail['views'] {
  return clusters.flatMap((cluster) => {
    const monitor = runtime.cluster(cluster)?.monitor
    return monitor ? [{ cluster, vantages: monitor.answers(host), history: monitor.history(host) }] : []
  })
}

function asked(views: DependencyDetail['views']) {
  return views.map(({ cluster, vantages }) => ({ cluster, answers: vantages }))
}

function worstFirst(a: Row, b: Row): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.cluster, b.cluster)
  )
}
