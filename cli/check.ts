import { findingsQuerySchema } from '@/lib/contract/findings'
import type { Severity } from '@/lib/domain/resolution/severity'
import { listFindings } from '@/lib/server/findings/list-findings'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { checkFiles } from './check-files'
import type { Given } from './given'
import { type Checked, printChecked } from './print-checked'
import type { ExitCode, Terminal } from './terminal'
import { until } from './until'
import { UsageError } from './usage-error'
import { withRuntime } from './with-runtime'

const levels: Readonly<Record<string, readonly Severity[]>> = {
  critical: ['critical'],
  warning: ['critical', 'warning'],
  info: ['critical', 'warning', 'info'],
}
const pageSize = 500
// What a cluster says of who uses its aliases may take long to read: it is told as missing then.
const consumersWaitMs = 15_000

/** `signpost check`: what the rules say, worst first; 1 where a finding is as severe as `--fail-on`, or what was given cannot be an alias. */
export async function check(given: Given, terminal: Terminal): Promise<ExitCode> {
  const failing = levels[given.failOn]
  if (failing === undefined) throw new UsageError('--fail-on must be critical, warning or info')
  if (given.words.length > 0) throw new UsageError('check takes no name: --namespace chooses one, -f a file')
  if (given.files.length > 0 && given.context !== undefined) throw new UsageError('--context and -f exclude each other')
  const checked =
    given.files.length > 0
      ? await checkFiles(given, terminal)
      : await withRuntime(given, terminal, (runtime) => checkClusters(runtime, given, terminal))
  printChecked(checked, given.json, terminal)
  const isFailing = checked.findings.some(({ severity }) => failing.includes(severity))
  return isFailing || checked.refusals.length > 0 ? 1 : 0
}

async function checkClusters(runtime: ConsoleRuntime, given: Given, terminal: Terminal): Promise<Checked> {
  const clusters = runtime.clusters()
  const isAsked = () => clusters.every(({ monitor }) => monitor.stats().neverAsked + monitor.stats().asking === 0)
  if (!(await until(isAsked, given.timeoutMs)))
    terminal.note('signpost: not every host has answered in time; what is not known is left out')
  await until(
    () => clusters.every(({ consumers }) => consumers.of({ namespace: '', name: '' }).readAtMs !== null),
    consumersWaitMs,
  )
  const identity = await runtime.viewers.loopback()
  const findings: Checked['findings'][number][] = []
  const unread = new Map<string, string>()
  for (let offset = 0; ; offset += pageSize) {
    const query = findingsQuerySchema.parse({ offset, limit: pageSize, namespace: given.namespace, facets: 'none' })
    const page = await listFindings(runtime, identity, query)
    findings.push(...page.items)
    for (const { cluster, what, why } of page.partial) unread.set(`${cluster} ${what}`, why)
    if (findings.length >= page.total || page.items.length === 0) break
  }
  for (const { name, state, why } of runtime.statuses()) if (state !== 'live') unread.set(name, why ?? state)
  const isChosen = (namespace: string) => given.namespace === undefined || given.namespace === namespace
  const aliases = [...runtime.inventory.rows()].filter(({ namespace }) => isChosen(namespace)).length
  return { aliases, findings, refusals: [], unread: [...unread].map(([what, why]) => `${what}: ${why}`) }
}
