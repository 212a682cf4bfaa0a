import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CarryOut, ChangeView, Plan } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { isInFlight } from '@/lib/domain/change/change-life'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import type { Given } from './given'
import { printPlan } from './print-plan'
import type { ExitCode, Terminal } from './terminal'
import { UsageError } from './usage-error'
import { withRuntime } from './with-runtime'

const pollMs = 200

interface Wanted {
  namespace: string
  name: string
  to: 'blue' | 'green'
  overrides: { code: string; reason: string }[]
}

/**
 * `signpost switch`: the plan of the console, with its prechecks; carried out when nobody objects. 1 where a precheck is in the way, the answer was
 * no, or the change did not come to stand.
 */
export async function switchGroup(given: Given, terminal: Terminal): Promise<ExitCode> {
  const wanted = readWanted(given)
  return withRuntime({ ...given, writes: !given.dryRun }, terminal, (runtime, identity) =>
    run(runtime, identity, { wanted, given, terminal }),
  )
}

interface Run {
  wanted: Wanted
  given: Given
  terminal: Terminal
}

async function run(runtime: ConsoleRuntime, identity: Identity, { wanted, given, terminal }: Run): Promise<ExitCode> {
  if (runtime.settings.SIGNPOST_READ_ONLY && !given.dryRun)
    throw new AppError('forbidden', 'SIGNPOST_READ_ONLY is set: only --dry-run is possible.')
  const [cluster, ...more] = runtime.clusters()
  if (cluster === undefined || more.length > 0)
    throw new UsageError('--context has to say which of the clusters is meant')
  const { namespace, name, to, overrides } = wanted
  const service = { cluster: cluster.id, namespace, name }
  const plan = await runtime.changes.plan({ kind: 'switch', service, to }, identity)
  if (!given.json) printPlan(plan, terminal)
  const missing = missingFor(plan, given.acknowledge, overrides)
  if (given.dryRun || missing.length > 0) {
    if (given.json) terminal.print(JSON.stringify({ plan: told(plan), change: null, missing }, null, 2))
    for (const line of given.dryRun ? [] : missing) terminal.note(`signpost: ${line}`)
    return missing.length > 0 ? 1 : 0
  }
  if (!given.yes) {
    if (terminal.confirm === null) throw new UsageError('--yes is needed where nobody can be asked')
    if (!(await terminal.confirm(`Switch ${namespace}/${name} to ${to}?`))) return 1
  }
  const body: CarryOut = {
    ...{ request: plan.request, hash: plan.hash, changeId: randomUUID(), acknowledge: [...given.acknowledge] },
    overrides: overrides.map((override) => ({ ...override, until: plan.expiresAt })),
    ...(given.reason === undefined ? {} : { reason: given.reason }),
  }
  await runtime.migrations.admit(body, identity)
  const { change } = await runtime.changes.carryOut(body, identity)
  const last = await follow(runtime, change, given, terminal)
  if (given.json) terminal.print(JSON.stringify({ plan: told(plan), change: last, missing }, null, 2))
  return last.state === 'soaking' || last.state === 'completed' ? 0 : 1
}

/** Tells each step as it comes, until the change is verified, came to something else, or takes too long. */
async function follow(
  runtime: ConsoleRuntime,
  change: ChangeView,
  { json, timeoutMs }: Given,
  { print }: Terminal,
): Promise<ChangeView> {
  const endsAt = performance.now() + timeoutMs
  let told = 0
  for (let last = change; ; last = await runtime.changes.get(change.service, change.id)) {
    for (const { state, note } of json ? [] : last.steps.slice(told))
      print(`${state}${note ? `: ${plainText(note, 500)}` : ''}`)
    told = last.steps.length
    if (!isInFlight(last) || performance.now() >= endsAt) return last
    await pause(pollMs)
  }
}

/** What is to be said before the plan may be carried out, one line each. */
function missingFor(plan: Plan, acknowledge: readonly string[], overrides: Wanted['overrides']): string[] {
  return plan.prechecks.flatMap(({ code, state, title }) => {
    if (state === 'refuse') return [`${code} cannot be passed: ${plainText(title)}`]
    if (state === 'warn' && !acknowledge.includes(code)) return [`--acknowledge ${code} is needed: ${plainText(title)}`]
    const isOverridden = overrides.some((override) => override.code === code)
    return state === 'block' && !isOverridden ? [`--override ${code}=WHY is needed: ${plainText(title)}`] : []
  })
}

function told({ hash: _, before: __, after: ___, ...plan }: Plan) {
  return plan
}

function readWanted({ words, overrides }: Given): Wanted {
  const [group = '', to, ...more] = words
  const [namespace = '', name = '', ...rest] = group.split('/')
  if (namespace === '' || name === '' || rest.length > 0 || more.length > 0 || (to !== 'blue' && to !== 'green'))
    throw new UsageError('switch takes NAMESPACE/GROUP and blue or green')
  return { namespace, name, to, overrides: overrides.map(readOverride) }
}

function readOverride(text: string): { code: string; reason: string } {
  const at = text.indexOf('=')
  const reason = text.slice(at + 1).trim()
  if (at < 1 || reason.length < 10)
    throw new UsageError(`--override is CODE=WHY with a reason of 10 characters or more, not ${plainText(text)}`)
  return { code: text.slice(0, at), reason }
}
