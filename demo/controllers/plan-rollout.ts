import { type Json, valueAt } from '../json/json.ts'

export interface ReplicaCount {
  readonly replicas: number
  readonly available: number
}

interface Rollout {
  readonly wanted: number
  readonly isRecreate: boolean
  readonly maxSurge: number
  readonly maxUnavailable: number
  readonly next: ReplicaCount
  /** Oldest first. */
  readonly old: readonly ReplicaCount[]
}

interface RolloutStep {
  readonly next: number
  readonly old: readonly number[]
}

/** The sizes that the new and the old ReplicaSets get next; the same as they have when there is nothing to do but wait. */
export function planRollout(rollout: Rollout): RolloutStep {
  const { wanted, isRecreate, maxSurge, next, old } = rollout
  const sizes = old.map(({ replicas }) => replicas)
  const total = sum(sizes) + next.replicas
  if (isRecreate)
    return sum(sizes) > 0 ? { next: next.replicas, old: sizes.map(() => 0) } : { next: wanted, old: sizes }
  if (next.replicas > wanted) return { next: wanted, old: sizes }
  const room = Math.min(wanted + maxSurge - total, wanted - next.replicas)
  if (room > 0) return { next: next.replicas + room, old: sizes }
  return { next: next.replicas, old: shrinkOld(rollout) }
}

// First the old Pods that do not serve anyway, then as many of the others as can be spared.
function shrinkOld({ wanted, maxUnavailable, next, old }: Rollout): number[] {
  const least = wanted - maxUnavailable
  const total = next.replicas + sum(old.map(({ replicas }) => replicas))
  let spare = total - least - (next.replicas - next.available)
  const cleaned = old.map((set) => {
    const down = Math.max(0, Math.min(spare, set.replicas - set.available))
    spare -= down
    return { replicas: set.replicas - down, available: set.available }
  })
  let serving = next.available + sum(old.map(({ available }) => available)) - least
  return cleaned.map(({ replicas }) => {
    const down = Math.max(0, Math.min(serving, replicas))
    serving -= down
    return replicas - down
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** How far a rolling update may go above and below the wanted number; one of both is at least one. */
export function rolloutLimits(strategy: Json | undefined, wanted: number) {
  const maxSurge = share(valueAt(strategy, 'rollingUpdate', 'maxSurge'), wanted, Math.ceil)
  const maxUnavailable = share(valueAt(strategy, 'rollingUpdate', 'maxUnavailable'), wanted, Math.floor)
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : Math.min(maxUnavailable, wanted) }
}

function share(value: Json | undefined, of: number, round: (number: number) => number): number {
  if (typeof value === 'number') return value
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null
  return percent === null ? 0 : round((Number(percent[1]) * of) / 100)
}
