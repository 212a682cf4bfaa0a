import type { Alias, ServicePort } from '@/lib/domain/alias/alias'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { ChangeEntry } from './change-entry'
import { type Endpoint, isSamePlace } from './endpoint'
import { newestWriter } from './field-owner'
import { leadsAs } from './leads-as'
import { isSame } from './merge-patch'
import { toolOfManager } from './owner-signals'

/** What the watch shows of a change that was proposed for a repository: not yet there, there, or never to come, and why in one sentence. */
export type ProposalSighting = { kind: 'waiting' } | { kind: 'arrived' | 'ended'; note: string }

/** How long a proposal is waited for. */
export const proposalMs = 7 * 24 * 60 * 60_000

/**
 * Compares a proposal with its Service as the watch shows it. What Signpost itself writes live is not the repository's: only another manager's
 * write of the wanted target makes it arrive, with the labels, annotations and ports that belong to it, and only a tool that declares Services ends it by writing a third target.
 */
export function sightProposal(alias: Alias | null, entry: ChangeEntry, nowMs: number): ProposalSighting {
  if (alias === null) return { kind: 'ended', note: 'The Service was deleted.' }
  if (alias.uid !== entry.uid) return { kind: 'ended', note: 'The Service was deleted and made anew.' }
  const manager = newestWriter(alias)
  const tool = manager === null ? null : toolOfManager(manager)
  if (isThere(alias, entry)) {
    // Who wrote the target says nothing of labels, annotations and ports.
    if (isSamePlace(entry.from, entry.to)) return { kind: 'arrived', note: 'What was proposed is there.' }
    if (tool !== 'signpost') return { kind: 'arrived', note: `${manager ?? 'Somebody'} wrote the proposed target.` }
  }
  const isThird = !pointsAt(alias, entry.to) && !pointsAt(alias, entry.from)
  if (isThird && (tool === 'argo-cd' || tool === 'flux' || tool === 'helm')) {
    return { kind: 'ended', note: `${manager} wrote another target: ${alias.target ?? alias.type}.` }
  }
  if (nowMs - Date.parse(entry.at) >= proposalMs) return { kind: 'ended', note: 'It did not come within 7 days.' }
  return { kind: 'waiting' }
}

function isThere(alias: Alias, { to }: ChangeEntry): boolean {
  const ports = to.type === 'ExternalName' ? to.shape?.ports : null
  return leadsAs(alias, to) && (!ports || isSame(ports.map(wordsOf), alias.ports.map(wordsOf)))
}

function wordsOf({ name, port, protocol = 'TCP', targetPort }: ServicePortObject | ServicePort): string {
  return [name ?? '', port, protocol, targetPort ?? port].join(' ')
}

function pointsAt(alias: Alias, { type, target }: Endpoint): boolean {
  return alias.type === type && alias.target === target
}
