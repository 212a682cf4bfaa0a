import type { EgressState } from '@/lib/domain/egress/judge-egress'
import { forAllAddresses } from '@/lib/domain/egress/sample-addresses'
import type { CaseStep, StepState } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'
import type { JudgedWay } from '@/lib/domain/troubleshoot/egress-view'

/** Whether the NetworkPolicies of the client's namespace let a lookup and a connection out. */
export function egressSteps(view: CaseView): CaseStep[] {
  return [dnsStep(view), targetStep(view)]
}

function dnsStep({ facts, egress, commands }: CaseView): CaseStep {
  const title = 'Egress policies let lookups out'
  const lines = [command(commands.policies)]
  if (facts.egress.kind !== 'known' || egress === null) {
    return stepWithout('egress-dns', title, unread(facts.egress), lines)
  }
  return waysStep('egress-dns', facts.egress.elapsedMs, worstWay(egress.dns), 'lookups', lines)
}

function targetStep({ facts, egress, commands, port }: CaseView): CaseStep {
  const title = 'Egress policies let connections out'
  const lines = [command(commands.policies)]
  if (facts.egress.kind !== 'known' || egress === null) {
    return stepWithout('egress-target', title, unread(facts.egress), lines)
  }
  const { elapsedMs, value } = facts.egress
  if (!value.policies.some(({ limitsEgress }) => limitsEgress)) {
    const detail = `No NetworkPolicy limits what pods of ${facts.client.namespace} may reach.`
    return step('egress-target', elapsedMs, { title, state: 'ok', detail, commands: lines })
  }
  if (egress.target.length === 0) {
    const detail =
      port === null
        ? 'Undecided: policies limit egress, and nothing says which port clients use.'
        : 'Undecided: policies limit egress, and there is no address to hold them against.'
    return step('egress-target', elapsedMs, { title, state: 'unknown', detail, commands: lines })
  }
  const worst = worstWay(egress.target)
  const way = worst && { ...worst, judgement: forAllAddresses(worst.judgement, egress.sample) }
  return waysStep('egress-target', elapsedMs, way, 'connections', lines)
}

function unread(fact: CaseView['facts']['egress']) {
  return fact.kind === 'known' ? ({ kind: 'skipped', why: 'Not judged.' } as const) : fact
}

const order: readonly EgressState[] = ['blocked', 'depends', 'undecided', 'allowed', 'open']

/** The way that the policies treat worst: of several addresses the one that is shut out decides. */
export function worstWay(ways: readonly JudgedWay[]): JudgedWay | null {
  return ways.toSorted((a, b) => order.indexOf(a.judgement.state) - order.indexOf(b.judgement.state))[0] ?? null
}

const looks: Readonly<Record<EgressState, { state: StepState; verb: string }>> = {
  open: { state: 'ok', verb: 'let' },
  allowed: { state: 'ok', verb: 'let' },
  blocked: { state: 'critical', verb: 'do not let' },
  depends: { state: 'warning', verb: 'let some' },
  undecided: { state: 'unknown', verb: 'may let' },
}

function waysStep(
  code: 'egress-dns' | 'egress-target',
  elapsedMs: number,
  worst: JudgedWay | null,
  what: string,
  commands: Parameters<typeof step>[2]['commands'],
): CaseStep {
  const { state, verb } = looks[worst?.judgement.state ?? 'undecided']
  return step(code, elapsedMs, {
    title: `Egress policies ${verb} ${what} out`,
    state,
    detail: worst === null ? 'Nothing to hold them against.' : `To ${worst.to}: ${worst.judgement.evidence}`,
    commands: commands ?? [],
  })
}
