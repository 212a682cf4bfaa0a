import type { Alias } from '@/lib/domain/alias/alias'
import { readFieldManagers } from '@/lib/domain/alias/read-field-managers'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { Delivery } from './delivery'
import { type Judgement, judgeHealing } from './judge-healing'
import { deliveryRefs, type OwnedService, type OwnerSignal, ownerSignals, toolOfManager } from './owner-signals'
import type { OwnerTool } from './owner-tool'

/** Who keeps `spec.externalName`, by every signal, and whether that tool writes its own state back. */
export interface FieldOwner extends Judgement {
  tool: OwnerTool
  /** The newest field manager of `spec.externalName`. */
  manager: string | null
  /** Other tools with strong signals of their own. */
  rivals: OwnerTool[]
}

/** Tools that write a Service from a declared state, the one that decides first. */
const declaring: readonly OwnerTool[] = ['argo-cd', 'flux', 'helm']

/**
 * The tool that keeps a Service as it is: a tool that declares it (Argo CD, Flux, Helm) when at least one strong signal says so, whoever wrote
 * last; else the newest manager of `spec.externalName`. `deliveries` is what could be read of `deliveryRefs`. Null when nothing says.
 */
export function readFieldOwner(service: OwnedService, deliveries: readonly Delivery[]): FieldOwner | null {
  const signals = ownerSignals(service)
  const manager = newestWriter(service)
  const claims = declaring
    .map((tool) => ({ tool, weight: weightOf(signals, tool) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const lastWriter = manager === null ? null : toolOfManager(manager)
  const tool = claims[0]?.tool ?? lastWriter ?? (signals.some(isKubectlCopy) ? 'kubectl' : null)
  if (tool === null) return null
  const rivals = claims.slice(1).flatMap((claim) => (isDriven(claim.tool, tool) ? [] : [claim.tool]))
  const judged = judgeHealing({ service, tool, rivals, refs: deliveryRefs(service), deliveries })
  const { signals: read, ...healing } = judged
  return { tool, manager, rivals, ...healing, signals: [...read, ...signals] }
}

/** Whether the tool writes the target back by itself, or may for all that is known. */
export function writesBack({ tool, heals }: Pick<FieldOwner, 'tool' | 'heals'>): boolean {
  return heals === 'self-heal' || (heals === 'unknown' && declaring.includes(tool))
}

/** Whether the same change belongs into a repository. */
export function isDeclared({ tool }: FieldOwner): boolean {
  return declaring.includes(tool)
}

export function ownedService({ metadata }: ServiceObject): OwnedService {
  const { name, namespace = '', labels = {}, annotations = {}, managedFields = [] } = metadata
  return { namespace, name, labels, annotations, fieldManagers: readFieldManagers(managedFields) }
}

/** One word for lists: the tool, or the manager of a tool that has no name here. From the watch no delivery is read. */
export function ownerWord(owner: Pick<FieldOwner, 'tool' | 'manager'> | null): string | null {
  if (owner === null) return null
  return owner.tool === 'other' ? owner.manager : owner.tool
}

/** The same from the watch; `deliveries` is what was read of those that deliver it, none for who needs no more than the tool. */
export function ownerOfAlias(alias: Alias, deliveries: readonly Delivery[] = []): FieldOwner | null {
  return readFieldOwner(alias, deliveries)
}

function weightOf(signals: readonly OwnerSignal[], tool: OwnerTool): number {
  const own = signals.filter((signal) => signal.tool === tool)
  const strong = own.filter(({ strength }) => strength === 'strong').length
  // Weak ones only weigh between tools that have a strong one.
  return strong === 0 ? 0 : strong * 10 + own.length - strong
}

/** The newest field manager of `spec.externalName`; null when none is known. */
export function newestWriter({ fieldManagers }: Pick<OwnedService, 'fieldManagers'>): string | null {
  const writers = fieldManagers.filter(({ ownsExternalName }) => ownsExternalName)
  const [newest] = writers.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  return newest?.manager ?? null
}

function isKubectlCopy({ tool, strength }: OwnerSignal): boolean {
  return tool === 'kubectl' && strength === 'strong'
}

// Flux installs a HelmRelease through Helm: the release is not another owner.
function isDriven(rival: OwnerTool, by: OwnerTool): boolean {
  return rival === 'helm' && by === 'flux'
}
