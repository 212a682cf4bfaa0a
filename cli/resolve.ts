import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import type { Given } from './given'
import type { ExitCode, Terminal } from './terminal'
import { UsageError } from './usage-error'
import { withRuntime } from './with-runtime'

const askMs = 15_000

interface Resolved {
  cluster: string
  /** Null for a host that was named itself. */
  service: string | null
  target: string
  vantages: VantageAnswer[]
}

/** `signpost resolve`: asks now, from each vantage of each cluster; 1 where a vantage finds something critical, 3 where none could be asked. */
export async function resolve(given: Given, terminal: Terminal): Promise<ExitCode> {
  const [name, ...more] = given.words
  if (name === undefined || more.length > 0)
    throw new UsageError('resolve takes one host, or NAMESPACE/NAME of a Service')
  const resolved = await withRuntime(given, terminal, (runtime) => resolveAll(runtime, name))
  if (given.json) terminal.print(JSON.stringify(resolved, null, 2))
  else for (const each of resolved) printResolved(each, terminal)
  const severities = resolved.flatMap(({ vantages }) => vantages.map(({ verdict }) => verdict.severity))
  if (severities.every((severity) => severity === 'unknown')) return 3
  return severities.includes('critical') ? 1 : 0
}

async function resolveAll(runtime: ConsoleRuntime, name: string): Promise<Resolved[]> {
  const [namespace = '', service, ...more] = name.split('/')
  if (more.length > 0) throw new UsageError('a Service is named as NAMESPACE/NAME')
  if (service !== undefined) return resolveService(runtime, namespace, service)
  const target = normaliseHost(name)
  return Promise.all(
    runtime.clusters().map(async ({ id, monitor }) => {
      return { cluster: id, service: null, target, vantages: await monitor.askTarget(target, askMs) }
    }),
  )
}

async function resolveService(runtime: ConsoleRuntime, namespace: string, name: string): Promise<Resolved[]> {
  const found = runtime.clusters().flatMap((cluster) => {
    const alias = runtime.inventory.alias({ cluster: cluster.id, namespace, name })
    return alias?.target ? [{ cluster, target: alias.target }] : []
  })
  if (found.length === 0) throw new AppError('not-found', `No alias ${name} in namespace ${namespace} leads to a name.`)
  return Promise.all(
    found.map(async ({ cluster: { id, monitor, clusterDomain }, target }) => {
      const { vantages } = await monitor.askNow({ serviceName: serviceDnsName(namespace, name, clusterDomain), target })
      return { cluster: id, service: `${namespace}/${name}`, target, vantages }
    }),
  )
}

function printResolved({ cluster, service, target, vantages }: Resolved, { print }: Terminal): void {
  print(
    `${[cluster, ...(service === null ? [] : [service])].map((part) => plainText(part)).join(' ')} → ${plainText(target)}`,
  )
  for (const { vantage, resolver, verdict, hops, brokenAt } of vantages) {
    print(`  ${vantage}${resolver === null ? '' : ` (${resolver})`}: ${verdict.code}, ${verdict.severity}`)
    print(`    ${plainText(verdict.summary, 500)}`)
    for (const { owner, type, data, ttlSeconds } of hops)
      print(`    ${plainText(owner)}  ${ttlSeconds} s  ${type}  ${plainText(data)}`)
    if (brokenAt !== null) print(`    broken at ${plainText(brokenAt)}`)
    for (const { code, severity, evidence } of verdict.notes)
      print(`    ${severity} ${code}: ${plainText(evidence, 500)}`)
  }
}
