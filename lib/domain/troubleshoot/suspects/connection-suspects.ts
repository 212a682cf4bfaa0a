import type { Diagnosis } from '@/lib/domain/troubleshoot/case'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'
import { endpoint } from '@/lib/domain/troubleshoot/egress-view'
import { worstWay } from '@/lib/domain/troubleshoot/steps/egress-steps'

/** The port does not take connections. */
export function portFails(view: CaseView): Diagnosis | null {
  const { probe, facts } = view
  if (probe === null || probe.tcp.ok) return null
  const { failed, address, why } = probe.tcp
  const at = address === null ? `${probe.host}:${probe.port}` : endpoint(address, probe.port)
  const issue = `${probe.host} cannot be connected to at port ${probe.port}.`
  const from = facts.isConsoleInCluster ? 'the console, in the cluster' : 'this console, which is not in the cluster'
  const evidence = [`${at} from ${from}: ${why}.`, policyWords(view)]
  if (failed === 'timeout' || failed === 'unreachable') {
    return {
      ...{ certainty: 'possible', severity: 'critical', side: 'unknown', issue, evidence },
      cause: `${policiesAllow(view) ? 'NetworkPolicies allow it; most likely' : 'Perhaps'} a firewall outside the cluster drops the packets: a security group, an allow-list of the provider, or a route that is missing.`,
      fix: {
        text: `Ask whoever runs the network and the target to let the cluster's own outgoing addresses reach port ${probe.port}; try the line from a pod to be sure of the side.`,
      },
    }
  }
  if (failed === 'refused' || failed === 'reset') {
    const says =
      failed === 'refused'
        ? 'The host answers that nothing listens there'
        : 'The host takes the connection and breaks it off'
    return {
      ...{ certainty: 'found', severity: 'critical', side: 'provider', issue, evidence },
      cause: `${says}: the service is down, or another port is meant. It is not DNS, and no policy of the cluster does that.`,
      fix: {
        text: `Check with whoever runs the target that it listens at ${probe.port}; clients name the port, an alias maps none.`,
      },
    }
  }
  return null
}

function policiesAllow({ egress }: CaseView): boolean {
  const state = worstWay(egress?.target ?? [])?.judgement.state
  return state === 'allowed' || state === 'open' || (egress !== null && egress.target.length === 0)
}

function policyWords(view: CaseView): string {
  const { egress, facts } = view
  if (facts.egress.kind !== 'known') return `Egress policies: ${facts.egress.why}`
  return worstWay(egress?.target ?? [])?.judgement.evidence ?? 'No policy was held against an address.'
}
