import type { Plan } from '@/lib/contract/changes'
import { toolName } from '@/lib/domain/change/check-field-owner'
import { writesBack } from '@/lib/domain/change/field-owner'
import type { Consent } from './change-flow'

export type Owner = NonNullable<Plan['fieldOwner']>

/** Whether the sheet leads with the change for the repository: its owner would write back, and nobody chose to write live all the same. */
export function leadsWithGit(plan: Plan, consent: Consent): boolean {
  return plan.git !== null && plan.fieldOwner !== null && writesBack(plan.fieldOwner) && consent.writesLive !== true
}

/** Whether what cannot be passed stands in a proposal's way, too; the dry run is of a live write. */
export function isRefusedForGit({ prechecks }: Plan): boolean {
  return prechecks.some(({ state, code }) => state === 'refuse' && code !== 'dry-run')
}

/** The verb of a proposal: what is copied is the first form of the change, which is no patch where a chart renders the Service. */
export function proposeVerb({ git }: Plan): string {
  return git?.files[0]?.format === 'helm' ? 'Copy it and wait for the release' : 'Copy patch and wait for it'
}

/** Who the owner is, with its rivals: "Argo CD and Flux". */
export function ownerNames({ tool, rivals }: Owner): string {
  return [tool, ...rivals].map(toolName).join(' and ')
}

/** What becomes of a live write, as a sentence. */
export function revertSentence(owner: Owner): string {
  const who = ownerNames(owner)
  if (owner.heals === 'unknown') return `${who} may revert this at any time.`
  return `${who} will revert this ${withinWords(owner)}.`
}

/** How long it takes to revert: "within 5 s". */
export function withinWords({ withinSeconds }: Owner): string {
  if (withinSeconds === null) return 'by itself'
  return `within ${durationWords(withinSeconds)}`
}

/** What delivers the Service, as it is called: "Application finance-prod". */
export function delivererWords(owner: Owner): string {
  return owner.declaredBy ? `${owner.declaredBy.kind} ${owner.declaredBy.name}` : ownerNames(owner)
}

function durationWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
