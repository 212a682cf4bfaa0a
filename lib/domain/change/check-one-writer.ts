import { readDatabase } from '@/lib/domain/workload/database-engine'
import { leaderLabel } from '@/lib/domain/workload/leader-label'
import type { Answer } from './change-evidence'
import { matchedWorkloads, readyPods, selectorText } from './matched-workloads'
import type { SelectorEvidence } from './selector-evidence'

const code = 'one-writer'

/** Whether clients of a database that takes writes at one server are led to that one; nothing where no sign says that it is one. */
export function checkOneWriter(evidence: SelectorEvidence): Answer[] {
  const { pods, selector, target } = evidence
  const workloads = matchedWorkloads(evidence)
  const database = readDatabase({
    images: workloads.flatMap(({ images }) => images),
    ports: listensAt(evidence),
    target,
  })
  if (database === null || Object.keys(selector).length === 0) return []
  const what = `${database.engine} (${database.because})`
  const leader = leaderLabel(selector)
  if (leader !== null) {
    return [{ code, state: 'pass', title: 'The selector leads to the server that takes writes', evidence: leader }]
  }
  if (pods.kind === 'unread') {
    const title = 'How many servers of the database are ready is not known'
    return [{ code, state: 'warn', title, evidence: `${what}: ${pods.why}` }]
  }
  const ready = readyPods(pods.value.items).length
  const told = `${what}: ${ready} ready behind ${selectorText(selector)}, and no label that tells the primary`
  if (ready > 1) {
    return [{ code, state: 'block', title: 'Writes would go to several servers of a database', evidence: told }]
  }
  const wanted = workloads.reduce((sum, { replicas }) => sum + replicas, 0)
  if (wanted > 1) {
    const title = 'Writes would go to several servers once all are ready'
    return [{ code, state: 'warn', title, evidence: `${told}; ${wanted} are wanted` }]
  }
  const title = 'One server of the database is behind the selector'
  return [{ code, state: 'pass', title, evidence: `${what}: ${ready} ready` }]
}

function listensAt(evidence: SelectorEvidence): number[] {
  const numbers = evidence.ports.map(({ port, targetPort }) => (typeof targetPort === 'number' ? targetPort : port))
  const declared = matchedWorkloads(evidence).flatMap(({ ports }) => ports.map(({ number }) => number))
  return [...numbers, ...declared]
}
