import type { VantageAnswer, VantageName } from '@/lib/domain/resolution/resolution'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import type { Verdict } from '@/lib/domain/resolution/verdict'

/** What is asked of an alias to count it to the host it points at; a row of a list has it all. */
export interface Dependent {
  cluster: string
  namespace: string
  name: string
  target: string | null
  owner: { value: string } | null
  environment: string | null
  severity: Severity
  verdict: Verdict
  vantage: VantageName | null
  brokenAt: string | null
  terminal: string | null
  addresses: readonly string[]
}

/**
 * One host with everybody who points at it. Names stand by their number of aliases, the most first; `teams` are owners, `unowned` counts the
 * aliases without one. `lead` is the worst alias: its verdict stands for the host.
 */
export interface Dependency<Alias extends Dependent = Dependent> {
  host: string
  aliases: readonly Alias[]
  namespaces: string[]
  clusters: string[]
  teams: string[]
  unowned: number
  environments: string[]
  severity: Severity
  lead: Alias
  addresses: string[]
}

/** How the DNS of one cluster, and the outside beside it, answers for the host. */
export interface ClusterView {
  cluster: string
  answers: readonly VantageAnswer[]
}

/** Aliases by the host they point at, in the order of each host's first alias; those without a target are left out. */
export function groupByHost<Alias extends Dependent>(aliases: Iterable<Alias>): Map<string, [Alias, ...Alias[]]> {
  const byHost = new Map<string, [Alias, ...Alias[]]>()
  for (const alias of aliases) {
    if (alias.target === null) continue
    const known = byHost.get(alias.target)
    if (known) known.push(alias)
    else byHost.set(alias.target, [alias])
  }
  return byHost
}

/** What the aliases of one host come to. Aliases of one cluster share its answers, so addresses are taken once from each. */
export function describeDependency<Alias extends Dependent>(
  host: string,
  aliases: readonly [Alias, ...Alias[]],
): Dependency<Alias> {
  const namespaces = new Counts()
  const clusters = new Counts()
  const teams = new Counts()
  const environments = new Counts()
  const addresses = new Set<string>()
  let [lead] = aliases
  for (const alias of aliases) {
    if (!clusters.has(alias.cluster)) for (const address of alias.addresses) addresses.add(address)
    namespaces.add(alias.namespace)
    clusters.add(alias.cluster)
    if (alias.owner !== null) teams.add(alias.owner.value)
    if (alias.environment !== null) environments.add(alias.environment)
    if (severityRank(alias.severity) < severityRank(lead.severity)) lead = alias
  }
  return {
    host,
    aliases,
    namespaces: namespaces.names(),
    clusters: clusters.names(),
    teams: teams.names(),
    unowned: aliases.length - teams.total,
    environments: environments.names(),
    severity: lead.severity,
    lead,
    addresses: [...addresses],
  }
}

/** What Kubernetes does not do for a name of several addresses; null for one address or none. */
export function addressNote(addresses: number): string | null {
  return addresses > 1 ? `No load balancing by Kubernetes: clients choose among ${addresses} addresses.` : null
}

class Counts {
  total = 0
  readonly #counts = new Map<string, number>()

  has(name: string): boolean {
    return this.#counts.has(name)
  }

  add(name: string): void {
    this.total += 1
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  names(): string[] {
    return [...this.#counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).map(([name]) => name)
  }
}
