import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Case, CaseStep } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'

/** Whether the cluster's DNS logged anything about the names of the chain lately. */
export function logStep({ facts, commands }: CaseView, log: Case['log']): CaseStep {
  const lines = [command(commands.logs)]
  if (facts.log.kind !== 'known')
    return stepWithout('coredns-log', "The cluster's DNS logged no error", facts.log, lines)
  const { elapsedMs, value } = facts.log
  const found = log.flatMap((pod) => pod.lines)
  const errors = found.filter(({ isError }) => isError).length
  const read = value.reduce((sum, pod) => sum + pod.lines.length, 0)
  const pods =
    value.length === 1 ? `the log of ${plainText(value[0]?.pod ?? 'one pod', 253)}` : `the logs of ${value.length} pods`
  if (errors > 0) {
    const title = `The cluster's DNS logged ${errors} ${errors === 1 ? 'error' : 'errors'}`
    const detail = `among the last ${read} lines in ${pods}`
    return step('coredns-log', elapsedMs, { title, state: 'warning', detail, commands: lines })
  }
  const detail =
    value.length === 0
      ? 'There is no pod labelled k8s-app=kube-dns in kube-system.'
      : found.length > 0
        ? `${found.length} lines name it, none of them an error`
        : `None of the last ${read} lines in ${pods} names it; without the log plugin only errors are written`
  const state = value.length === 0 ? 'unknown' : 'ok'
  return step('coredns-log', elapsedMs, { title: "The cluster's DNS logged no error", state, detail, commands: lines })
}
