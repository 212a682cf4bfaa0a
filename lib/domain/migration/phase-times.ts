import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { CutOver } from '@/lib/domain/change/cut-over'
import type { JudgedPhase } from './judge-migration'
import type { Migration } from './migration'
import { type Forecast, isMade, type PhaseChange } from './phase-change'

/** What a phase was thought to take, and what it took; null where nobody knows. */
export interface PhaseTime {
  estimated: Forecast | null
  actualSeconds: number | null
}

/** What is forecast for a change that is still to be made. */
export type ForecastOf = (request: ChangeRequest) => Forecast

/**
 * The time of each phase: of one that changes something the cut-overs of its changes, one after the other, as recorded when they were made or as
 * forecast now, and from the first write to the last proof; of a soak what was chosen; of what people do only what it took.
 */
export function phaseTimes(migration: Migration, phases: readonly JudgedPhase[], forecast: ForecastOf): PhaseTime[] {
  return phases.map((phase, index) => {
    const since = index === 0 ? migration.at : (phases[index - 1]?.doneAt ?? null)
    switch (phase.kind) {
      case 'change':
        return { estimated: estimateOf(phase, forecast), actualSeconds: tookSeconds(phase) }
      case 'soak':
        return { estimated: { seconds: migration.soakMinutes * 60, pooledSeconds: null }, actualSeconds: null }
      case 'outside':
        return { estimated: null, actualSeconds: phase.items.length > 0 ? between(since, phase.doneAt) : null }
      default:
        return { estimated: null, actualSeconds: null }
    }
  })
}

/** What of a cut-over is told of a phase. */
export function forecastOf({ newConnections, existingConnections }: CutOver): Forecast {
  return { seconds: newConnections.seconds, pooledSeconds: existingConnections.seconds }
}

// A mark, and a Service beside the one that moves, reach nobody through DNS.
function estimateOf({ requests, changes }: JudgedPhase, forecast: ForecastOf): Forecast | null {
  const moving = requests.flatMap((request, index) => {
    if (request.kind === 'annotate' || request.kind === 'create') return []
    const change = changes[index] ?? null
    return [change === null ? forecast(request) : (change.forecast ?? forecast(request))]
  })
  if (moving.length === 0) return null
  const pooled = moving.map(({ seconds, pooledSeconds }) => (pooledSeconds === null ? null : pooledSeconds - seconds))
  const seconds = moving.reduce((sum, each) => sum + each.seconds, 0)
  const longest = pooled.reduce<number | null>(
    (most, each) => (most === null || each === null ? null : Math.max(most, each)),
    0,
  )
  return { seconds, pooledSeconds: longest === null ? null : seconds + longest }
}

function tookSeconds({ changes }: JudgedPhase): number | null {
  const made = changes.filter((change): change is PhaseChange => change !== null && isMade(change))
  if (made.length < changes.length || made.length === 0) return null
  const times = made.map(({ at, madeAt, provedAt }) => ({
    from: Date.parse(madeAt ?? at),
    to: Date.parse(provedAt ?? ''),
  }))
  const seconds = (Math.max(...times.map(({ to }) => to)) - Math.min(...times.map(({ from }) => from))) / 1000
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}

function between(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)
}
