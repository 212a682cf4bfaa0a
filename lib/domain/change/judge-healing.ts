import {
  type Delivery,
  type DeliveryFacts,
  type DeliveryRef,
  type GeneralRules,
  type IgnoreRule,
  overlooksTarget,
} from './delivery'
import type { OwnedService, OwnerSignal } from './owner-signals'
import type { Healing, OwnerTool } from './owner-tool'

interface HealingInput {
  service: OwnedService
  tool: OwnerTool
  rivals: readonly OwnerTool[]
  refs: readonly DeliveryRef[]
  deliveries: readonly Delivery[]
}

/** When an owner writes back what others wrote, why it would not, and what says so. */
export interface Judgement {
  heals: Healing
  /** The longest time until it heals; null where nobody says. */
  withinSeconds: number | null
  /** Why the tool leaves this field to others, null when it does not. */
  excluded: string | null
  declaredBy: DeliveryRef | null
  /** Where the manifests come from, for people; null when it could not be read. */
  source: string | null
  signals: OwnerSignal[]
}

/** From the one that hurts most to the one that never does. */
const severity: readonly Healing[] = ['self-heal', 'unknown', 'next-sync', 'next-upgrade', 'never']

/**
 * When the owner writes the target back. Argo CD heals where its Application says so, Flux at its interval, a HelmRelease only with drift
 * detection, Helm at the next upgrade. Of several owners the one that heals soonest counts, and a field is excluded only when each leaves it.
 */
export function judgeHealing({ service, tool, rivals, refs, deliveries }: HealingInput): Judgement {
  const own = judgeTool(service, tool, refs, deliveries)
  const all = [own, ...rivals.map((rival) => judgeTool(service, rival, refs, deliveries))]
  const [soonest = own] = all.toSorted((a, b) => severity.indexOf(a.heals) - severity.indexOf(b.heals))
  return {
    ...own,
    heals: soonest.heals,
    withinSeconds: soonest.withinSeconds,
    excluded: all.every(({ excluded }) => excluded !== null) ? own.excluded : null,
    signals: all.flatMap(({ signals }) => signals),
  }
}

function judgeTool(
  service: OwnedService,
  tool: OwnerTool,
  refs: readonly DeliveryRef[],
  deliveries: readonly Delivery[],
): Judgement {
  if (tool === 'helm') return nothing('next-upgrade')
  if (tool === 'kubectl' || tool === 'signpost') return nothing('never')
  if (tool === 'other') return nothing('unknown')
  const ref = refs.find(({ kind }) => (kind === 'Application') === (tool === 'argo-cd')) ?? null
  const delivery = deliveries.find(({ ref: { kind, name } }) => kind === ref?.kind && name === ref.name)
  const declaredBy = delivery?.ref ?? ref
  const left = tool === 'flux' ? leftByAnnotation(service) : null
  if (left !== null) return { ...nothing('never'), excluded: left, declaredBy, signals: [signal(tool, left)] }
  if (delivery === undefined) return { ...nothing('unknown'), declaredBy }
  return { ...judgeDelivery(service, tool, delivery), declaredBy }
}

function judgeDelivery(service: OwnedService, tool: OwnerTool, delivery: Delivery): Judgement {
  const name = `${delivery.ref.kind} ${delivery.ref.name}`
  if (delivery.state !== 'read') {
    const says = `${name} ${unreadWords[delivery.state]}: it is treated as one that heals itself`
    return { ...nothing('unknown'), signals: [signal(tool, says)] }
  }
  const { facts } = delivery
  const { withinSeconds, source } = facts
  const corrects = signal(
    tool,
    `${name} ${facts.corrects ? 'heals itself' : 'does not heal itself'}: ${facts.correctsBy}`,
  )
  if (facts.pausedBy !== null) {
    const excluded = `${name} is paused: ${facts.pausedBy}`
    return { ...nothing('never'), excluded, source, signals: [signal(tool, excluded)] }
  }
  const general = generalSignals(tool, facts.general)
  const overlooking = overlooked(service, name, facts)
  if (overlooking !== null) {
    const until = facts.keepsIgnored
      ? ''
      : '; its next sync still writes the whole Service (no RespectIgnoreDifferences)'
    const excluded = `${overlooking}${until}`
    const heals = facts.keepsIgnored ? 'never' : 'next-sync'
    return { ...nothing(heals), excluded, source, signals: [signal(tool, excluded), corrects, ...general] }
  }
  const otherwise = delivery.ref.kind === 'HelmRelease' ? 'next-upgrade' : 'next-sync'
  const heals = facts.corrects ? 'self-heal' : otherwise
  const seconds = facts.corrects ? withinSeconds : null
  return { ...nothing(heals), withinSeconds: seconds, source, signals: [corrects, ...general] }
}

/** What says that the difference is overlooked: the delivery itself, or the settings of its tool for all of them; null when nothing does. */
function overlooked(service: OwnedService, name: string, { ignores, general }: DeliveryFacts): string | null {
  const covers = (rule: IgnoreRule) => overlooksTarget(rule, service)
  if (ignores.some(covers)) return `${name} ignores this difference`
  return general?.ignores.some(covers) ? `${general.source} has every Application ignore this difference` : null
}

function generalSignals(tool: OwnerTool, general: GeneralRules | null): OwnerSignal[] {
  if (general === null || general.state === 'read') return []
  const says = `${general.source} ${unreadSettings[general.state]}: what every Application ignores is not known`
  return [signal(tool, says)]
}

const unreadSettings = {
  missing: 'was not found',
  forbidden: 'may not be read',
  unavailable: 'could not be read',
} as const

const unreadWords = {
  missing: 'does not exist in this cluster',
  forbidden: 'may not be read',
  'not-installed': 'is not known to this cluster',
  unavailable: 'could not be read',
} as const

// https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
function leftByAnnotation({ annotations }: OwnedService): string | null {
  const prefix = 'kustomize.toolkit.fluxcd.io'
  if (annotations[`${prefix}/reconcile`] === 'disabled') return `Annotation ${prefix}/reconcile is disabled`
  const ssa = annotations[`${prefix}/ssa`]
  return ssa === 'IfNotPresent' || ssa === 'Ignore' ? `Annotation ${prefix}/ssa is ${ssa}` : null
}

function nothing(heals: Healing): Judgement {
  return { heals, withinSeconds: null, excluded: null, declaredBy: null, source: null, signals: [] }
}

function signal(tool: OwnerTool, says: string): OwnerSignal {
  return { tool, strength: 'strong', says: says.slice(0, 300) }
}
