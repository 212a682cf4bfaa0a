import type { MigrationView } from '@/lib/contract/migrations'
import type { Clock } from '@/lib/domain/clock'
import type { ComparedSide, ComparedSides } from '@/lib/domain/migration/compare-sides'
import type { JudgedPhase } from '@/lib/domain/migration/judge-migration'
import type { Migration } from '@/lib/domain/migration/migration'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { ClusterForChanges } from '@/lib/server/change/change-engine-deps'
import { within } from '@/lib/server/change/within'
import { describeProbe } from '@/lib/server/probes/describe-probe'
import type { ProbeReading } from '@/lib/server/probes/probe-reading'

/** What a plan has for what it asks. */
const lookMs = 5_000
const askMs = 2_000

interface LookedAtSide {
  host: string
  answers: readonly VantageAnswer[]
  reading: ProbeReading | null
}

/** The host that a move leaves and the one that it goes to, side by side, as they were found within five seconds. */
export interface LookedAtSides {
  compared: ComparedSides
  shown: NonNullable<MigrationView['sides']>
}

/**
 * Looks at both hosts of a move between providers that is not made yet: what DNS answers, and who answers on the alias' port. Null for any other
 * migration, and where the alias is not watched.
 */
export async function lookAtSides(
  cluster: ClusterForChanges,
  ref: ServiceRef,
  { spec, from }: Migration,
  phases: readonly JudgedPhase[],
  clock: Clock,
): Promise<LookedAtSides | null> {
  const isAhead = phases.some(({ id, changes }) => id === 'switch' && changes.includes(null))
  if (spec.pattern !== 'provider-to-provider' || from.target === null || !isAhead) return null
  if (cluster.findAlias(ref.namespace, ref.name) === null) return null
  const look = async (host: string): Promise<LookedAtSide> => {
    const [answers, reading] = await Promise.all([
      within<readonly VantageAnswer[]>(clock, cluster.monitor.askTarget(host, askMs), lookMs, []),
      within(clock, cluster.lookAt(ref, host), lookMs, null),
    ])
    return { host, answers, reading }
  }
  const [source, target] = await Promise.all([look(from.target), look(spec.target)])
  const context = { service: ref, clusterDomain: cluster.clusterDomain, nowMs: clock.now() }
  return {
    compared: { source: compared(source, context), target: compared(target, context) },
    shown: { source: shown(source, context), target: shown(target, context) },
  }
}

type Context = Parameters<typeof describeProbe>[1]

function shown({ host, answers, reading }: LookedAtSide, context: Context): LookedAtSides['shown']['source'] {
  return {
    host,
    answers: answers.map(({ vantage, verdict, addresses }) => ({ vantage, verdict, addresses: [...addresses] })),
    probe: describeProbe(reading, context),
  }
}

function compared({ host, reading }: LookedAtSide, context: Context): ComparedSide {
  const { service, clusterDomain, nowMs } = context
  if (reading === null) return { host, probed: null, why: 'no answer came in time' }
  const { plan, latest } = reading
  if (plan.kind === 'skip') return { host, probed: null, why: plan.why }
  if (latest === null) return { host, probed: null, why: describeProbe(reading, context)?.problem ?? null }
  const aliasNames = inClusterNames(service, clusterDomain)
  return { host, probed: { result: latest, tls: plan.tls, host: plan.host, aliasNames, nowMs }, why: null }
}
