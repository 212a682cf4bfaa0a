import type { Alias } from '@/lib/domain/alias/alias'
import type { ChangeEntry } from './change-entry'
import type { Endpoint } from './endpoint'
import { newestWriter } from './field-owner'
import { toolOfManager } from './owner-signals'

/** What the watch shows of a change that was proposed for a repository: not yet there, there, or never to come, and why in one sentence. */
export type ProposalSighting = { kind: 'waiting' } | { kind: 'arrived' | 'ended'; note: string }

/** How long a proposal is waited for. */
export const proposalMs = 7 * 24 * 60 * 60_000

/**
 * Compares a proposal with its Service as the watch shows it. What Signpost itself writes live is not the repository's: only another manager's
 * write of the wanted target makes it arrive, and only a tool that declares Services ends it by writing a third target.
 */
export function sightProposal(alias: Alias | null, entry: ChangeEntry, nowMs: number): ProposalSighting {
  if (alias === null) return { kind: 'ended', note: 'The Service was deleted.' }
  if (alias.uid !== entry.uid) return { kind: 'ended', note: 'The Service was deleted and made anew.' }
  const manager = newestWriter(alias)
  const tool = manager === null ? null : toolOfManager(manager)
  if (pointsAt(alias, entry.to) && tool !== 'signpost') {
    return { kind: 'arrived', note: `${manager ?? 'Somebody'} wrote the proposed target.` }
  }
  const isThird = !pointsAt(alias, entry.to) && !pointsAt(alias, entry.from)
  if (isThird && (tool === 'argo-cd' || tool === 'flux' || tool === 'helm')) {
    return { kind: 'ended', note: `${manager} wrote another target: ${alias.target ?? alias.type}.` }
  }
  if (nowMs - Date.parse(entry.at) >= proposalMs) return { kind: 'ended', note: 'It did not come within 7 days.' }
  return { kind: 'waiting' }
}

function pointsAt(alias: Alias, { type, target }: Endpoint): boolean {
  return alias.type === type && alias.target === target
}
