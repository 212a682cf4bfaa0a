import type { DependencyDetail } from '@/lib/contract/dependencies'
import type { ProbeView } from '@/lib/contract/probe'
import type { Row } from '@/lib/contract/row'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { compareText } from '@/lib/domain/compare-text'
import { blastRadius } from '@/lib/domain/dependency/blast-radius'
import { type Dependency, describeDependency } from '@/lib/domain/dependency/dependency'
import { peopleSentence } from '@/lib/domain/dependency/people-sentence'
import type { Finding } from '@/lib/domain/finding/finding'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Identity } from '@/lib/server/access/identity'
import { describeProbe } from '@/lib/server/probes/describe-probe'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { isVisible, visibilities } from '@/lib/server/services/visible-rows'
import { dependencyItem } from './dependency-item'
import { dependencyUse } from './dependency-use'
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
  const items = dependency.aliases.slice(0, maximumAliases)
  return {
    dependency: dependencyItem(dependency, findProvider(dependency.host), sinceOf(runtime, dependency.lead)),
    people: peopleSentence(dependency),
    aliases: { items, total: dependency.aliases.length },
    views,
    findings: findingsOf(runtime, dependency),
    use: await dependencyUse(runtime, identity, { host: dependency.host, aliases: items }),
    diagram: source,
    compactDiagram: compactSource,
    sentence,
    probe: probeOf(runtime, dependency),
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

function findingsOf(runtime: ConsoleRuntime, { lead }: Dependency<Row>): Finding[] {
  const alias = runtime.inventory.alias(lead)
  return alias === null ? [] : runtime.findings(alias)
}

/** The probe of the first alias that has one: which of them are probed is a matter of their namespaces and ports. */
function probeOf(runtime: ConsoleRuntime, { aliases, lead }: Dependency<Row>): ProbeView | null {
  const views = [lead, ...aliases.slice(0, maximumAliases)].map((row) => {
    const cluster = runtime.cluster(row.cluster)
    if (cluster === null) return null
    const { probes, clusterDomain } = cluster
    return describeProbe(probes.reading(row), { service: row, clusterDomain, nowMs: runtime.clock.now() })
  })
  return views.find((view) => view !== null && view.notProbed === null) ?? views[0] ?? null
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
