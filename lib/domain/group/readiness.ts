import type { Answer, ChangeEvidence, TargetEvidence } from '@/lib/domain/change/change-evidence'
import { checkConnection } from '@/lib/domain/change/check-connection'
import { checkConsumers } from '@/lib/domain/change/check-consumers'
import { checkFence } from '@/lib/domain/change/check-fence'
import { checkGroup, type GroupMembers } from '@/lib/domain/change/check-group'
import { checkResolution, checkSameAddresses } from '@/lib/domain/change/check-resolution'
import { checkWritable } from '@/lib/domain/change/check-service'
import { checkTarget, isAskable } from '@/lib/domain/change/check-target'
import type { ConnectionEvidence } from '@/lib/domain/change/connection-evidence'
import type { ConsumerEvidence } from '@/lib/domain/change/consumer-evidence'
import type { Precheck } from '@/lib/domain/change/precheck'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { type Colour, colours, otherColour } from './colour'
import { liveColour, type RoleHolders } from './find-groups'
import type { ReadinessState } from './readiness-state'

/** A check of a group that stands: `lane` is the colour whose target it is about, null what concerns the group or its active alias. */
export interface StandingCheck extends Precheck {
  lane: Colour | null
}

export interface Readiness {
  state: ReadinessState
  /** Sentences for people, worst first; empty when ready. */
  reasons: string[]
  /** Every check with its evidence and its age, those of both colours. */
  checks: StandingCheck[]
}

export interface ReadinessInput {
  group: string
  members: GroupMembers
  holders: RoleHolders
  clusterDomain: string
  nowMs: number
  /** What the watch knows of who writes the active alias, who owns it, and what is annotated. */
  surroundings: Pick<ChangeEvidence, 'annotations' | 'namespaceAnnotations' | 'owner' | 'reviewState' | 'fieldOwner'>
  /** Who uses the active alias, as far as the one who asks may see it; null where there is none. */
  consumers: ConsumerEvidence | null
  /** What the monitor knows of a host; empty or NOT_ASKED when nothing. */
  answersOf(host: string): readonly VantageAnswer[]
  /** What the last probe found at the target of a colour; null where nothing is probed. */
  probed(colour: Colour): ConnectionEvidence['standby']
  /** For a colour with a target in this cluster, whether its Service is there. */
  serviceOf(colour: Colour): TargetEvidence['service']
  /** What is known of a colour as the side that a switch leaves; null where it is not there. */
  fenceOf(colour: Colour): ChangeEvidence['fence']
}

/** Whether the standby colour could take over now, by the same rules as the prechecks of a switch, from what is known already. */
export function groupReadiness(input: ReadinessInput): Readiness {
  const live = liveColour(input.members.active, input.members.blue, input.members.green)
  const whole = stamped(checkGroup(input.group, input.members, input.holders), input.nowMs, null)
  const checks = [
    ...whole,
    ...colours.flatMap((colour) => laneChecks(input, colour, live)),
    ...activeChecks(input),
    ...fenceChecks(input, live),
  ]
  const broken = whole.filter(({ state }) => state !== 'pass')
  if (live === null || broken.length > 0) return { state: 'blocked', reasons: broken.map(sentence), checks }
  const idle = otherColour(live)
  const decisive = checks.filter(({ lane }) => lane === null || lane === idle)
  const blocks = decisive.filter(({ state }) => state === 'block' || state === 'refuse')
  const warnings = decisive.filter(({ state }) => state === 'warn')
  const reasons = [...blocks, ...warnings].map(sentence)
  if (blocks.length > 0) return { state: 'blocked', reasons, checks }
  if (warnings.length === 0) return { state: 'ready', reasons: [], checks }
  const isUnanswered =
    warnings.some(({ code }) => code === 'target-resolves') &&
    input.answersOf(input.members[idle]?.target ?? '').every(({ verdict }) => verdict.severity === 'unknown')
  return { state: isUnanswered ? 'unknown' : 'warned', reasons, checks }
}

function activeChecks({ members, surroundings, consumers, nowMs }: ReadinessInput): StandingCheck[] {
  const { active } = members
  if (active === null) return []
  const used = consumers === null ? [] : checkConsumers(consumers)
  return stamped([...checkWritable({ service: active, nowMs, ...surroundings }), ...used], nowMs, null)
}

// What the live side is fenced for is the switch to the other one.
function fenceChecks({ fenceOf, nowMs }: ReadinessInput, live: Colour | null): StandingCheck[] {
  const left = live === null ? null : fenceOf(live)
  return left === null ? [] : stamped(checkFence(left, nowMs), nowMs, null)
}

function laneChecks(input: ReadinessInput, colour: Colour, live: Colour | null): StandingCheck[] {
  const { members, nowMs } = input
  const host = members[colour]?.target ?? null
  if (members.active === null || host === null) return []
  const answers = input.answersOf(host)
  const target = { host, answers, service: input.serviceOf(colour) }
  // That the live colour is where the alias points already is no news.
  const named = checkTarget(members.active, target, { clusterDomain: input.clusterDomain }).filter(
    ({ code }) => code !== 'target-differs',
  )
  if (!isAskable(host)) return stamped(named, nowMs, colour)
  const other = members[otherColour(colour)]?.target ?? null
  const resolved = [
    ...checkResolution(answers),
    ...checkSameAddresses(other === null ? [] : input.answersOf(other), answers),
  ]
  const probe = input.probed(colour)
  const beside = live === null || live === colour ? null : input.probed(live)
  return [
    ...stamped(named, nowMs, colour),
    ...stamped(resolved, askedAtMs(answers) ?? nowMs, colour),
    ...stamped(checkConnection({ standby: probe, live: beside }), probe?.result.at ?? nowMs, colour),
  ]
}

function askedAtMs(answers: readonly VantageAnswer[]): number | null {
  const times = answers.flatMap(({ askedAt }) => (askedAt === null ? [] : [Date.parse(askedAt)]))
  return times.length === 0 ? null : Math.min(...times)
}

function stamped(answers: readonly Answer[], atMs: number, lane: Colour | null): StandingCheck[] {
  const checkedAt = new Date(atMs).toISOString()
  return answers.map((answer) => ({ ...answer, checkedAt, lane }))
}

function sentence({ title, evidence }: Answer): string {
  return `${title}: ${evidence}`
}
