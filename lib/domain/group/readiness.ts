import type { Answer } from '@/lib/domain/change/change-evidence'
import { checkConnection } from '@/lib/domain/change/check-connection'
import { checkGroup, type GroupMembers } from '@/lib/domain/change/check-group'
import { checkResolution, checkSameAddresses } from '@/lib/domain/change/check-resolution'
import { isAskable } from '@/lib/domain/change/check-target'
import type { ConnectionEvidence } from '@/lib/domain/change/connection-evidence'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { type Colour, otherColour } from './colour'

export type ReadinessState = 'ready' | 'warned' | 'blocked' | 'unknown'

export interface Readiness {
  state: ReadinessState
  /** Sentences for people, worst first; empty when ready. */
  reasons: string[]
}

export interface ReadinessInput extends GroupMembers {
  live: Colour | null
  /** What the monitor knows of a host; empty or NOT_ASKED when nothing. */
  answersOf(host: string): readonly VantageAnswer[]
  /** What the last probe found at the target of a colour; null where nothing is probed. */
  probed(colour: Colour): ConnectionEvidence['standby']
}

/** Whether the standby colour could take over now, by the same rules as the prechecks of a switch, from what is known already. */
export function groupReadiness(input: ReadinessInput): Readiness {
  const group = input.active?.name ?? baseName(input)
  const blocked = checkGroup(group, input).filter(({ state }) => state !== 'pass')
  if (input.live === null || blocked.length > 0) return { state: 'blocked', reasons: sentences(blocked) }
  const host = input[otherColour(input.live)]?.target ?? ''
  if (!isAskable(host)) return { state: 'blocked', reasons: [`DNS cannot carry the standby’s target: ${host}`] }
  const answers = input.answersOf(host)
  const found = [
    ...checkResolution(answers),
    ...checkSameAddresses(input.answersOf(input.active?.target ?? ''), answers),
    ...checkConnection({ standby: input.probed(otherColour(input.live)), live: input.probed(input.live) }),
  ]
  const blocks = found.filter(({ state }) => state === 'block')
  const warnings = found.filter(({ state }) => state === 'warn')
  const reasons = sentences([...blocks, ...warnings])
  if (blocks.length > 0) return { state: 'blocked', reasons }
  if (warnings.length === 0) return { state: 'ready', reasons: [] }
  const isUnanswered =
    warnings.some(({ code }) => code === 'target-resolves') &&
    answers.every(({ verdict }) => verdict.severity === 'unknown')
  return { state: isUnanswered ? 'unknown' : 'warned', reasons }
}

function sentences(answers: readonly Answer[]): string[] {
  return answers.map(({ title, evidence }) => `${title}: ${evidence}`)
}

function baseName({ blue, green }: ReadinessInput): string {
  return (blue?.name ?? green?.name ?? '').replace(/-(blue|green)$/, '')
}
