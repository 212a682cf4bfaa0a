import type { Answer, ChangeEvidence, DryRunEvidence } from './change-evidence'
import { checkConnection } from './check-connection'
import { checkAbandoned, checkConsumers } from './check-consumers'
import { checkDeletion } from './check-deletion'
import { checkEgress } from './check-egress'
import { checkFence } from './check-fence'
import { checkGroup } from './check-group'
import { checkHeadless } from './check-headless'
import { checkRelated } from './check-related'
import { checkResolution, checkSameAddresses } from './check-resolution'
import { checkSelectedPods } from './check-selected-pods'
import { checkSelector } from './check-selector'
import { checkService } from './check-service'
import { checkTarget, isAskable } from './check-target'
import type { ConsumerEvidence } from './consumer-evidence'
import type { Precheck } from './precheck'
import type { SelectorEvidence } from './selector-evidence'

/** Every precheck of a change, each answered from the evidence; the rules of changes.md §3 in one place. */
export function judgeChange(evidence: ChangeEvidence): Precheck[] {
  const checkedAt = new Date(evidence.nowMs).toISOString()
  const { service, group, target } = evidence
  const found = [
    ...checkService(evidence),
    ...(evidence.undo ? [checkUndo(evidence.undo)] : []),
    ...(group ? checkGroup(group.name, { active: service, blue: group.blue, green: group.green }, group.holders) : []),
    ...(evidence.selector ? checkPods(evidence.selector, evidence.kind) : []),
    ...(evidence.deletion ? checkDeletion(evidence.deletion) : []),
    ...(evidence.consumers ? checkUsers(evidence.consumers, evidence.deletion !== null) : []),
    ...(evidence.related ? [checkRelated(evidence.related)] : []),
    ...(evidence.headless ? checkHeadless(evidence.headless, service) : checkLead(evidence)),
    ...(group ? checkSameAddresses(evidence.leaving, target.answers) : []),
    ...(evidence.connection ? checkConnection(evidence.connection) : []),
    ...(evidence.fence ? checkFence(evidence.fence, evidence.nowMs) : []),
    ...checkDryRun(evidence.dryRun),
  ]
  return found.map((answer) => ({ ...answer, checkedAt }))
}

/** The checks of the external name that the Service is to lead to; what only takes away leftovers, or edits something else, leads nowhere. */
function checkLead({ kind, service, target, clusterDomain, undo, egress }: ChangeEvidence): Answer[] {
  if (undo?.isCleanUp || target.host === '') return []
  const addresses = [...new Set(target.answers.flatMap((answer) => answer.addresses))]
  return [
    ...checkTarget(service, target, { clusterDomain, isUndo: kind === 'undo' }),
    ...(isAskable(target.host) ? checkResolution(target.answers) : [notAsked(target.host)]),
    // Where an undo leads to, clients went until a moment ago.
    ...(egress && kind !== 'undo' && isAskable(target.host)
      ? checkEgress(egress, { host: target.host, addresses, clusterDomain })
      : []),
  ]
}

// What an undo goes back to was so before: only that somebody is there still has to be so.
function checkPods(selector: SelectorEvidence, kind: ChangeEvidence['kind']): Answer[] {
  return kind === 'undo' ? [checkSelectedPods(selector)] : checkSelector(selector)
}

function checkUsers(consumers: ConsumerEvidence, isDeletion: boolean): Answer[] {
  return isDeletion ? checkAbandoned(consumers) : checkConsumers(consumers)
}

function checkUndo({ by, isStillOutcome, isCleanUp = false }: NonNullable<ChangeEvidence['undo']>): Answer {
  const code = 'undo-of-current'
  if (isCleanUp) {
    return { code, state: 'pass', title: 'Only what the change left behind is deleted', evidence: `left by ${by}` }
  }
  if (isStillOutcome) {
    return { code, state: 'pass', title: 'The Service is as the change left it', evidence: `changed by ${by}` }
  }
  const evidence = 'Undoing it would take back what was written since'
  return { code, state: 'block', title: 'The Service was changed again since', evidence }
}

function notAsked(host: string): Answer {
  return {
    code: 'target-resolves',
    state: 'skipped',
    title: 'The target was not asked',
    evidence: `No question was sent for ${host}`,
  }
}

function checkDryRun(dryRun: DryRunEvidence): Answer[] {
  const code = 'dry-run'
  if (dryRun.kind === 'refused') {
    return [{ code, state: 'refuse', title: 'The API server refuses the write', evidence: dryRun.why }]
  }
  const accepted: Answer = { code, state: 'pass', title: 'The API server accepts the write', evidence: 'dry run' }
  if (dryRun.otherPaths.length === 0) return [accepted]
  const evidence = dryRun.otherPaths.slice(0, 20).join(', ')
  return [
    accepted,
    { code: 'dry-run-outcome', state: 'warn', title: 'Something on the way changes the outcome', evidence },
  ]
}
