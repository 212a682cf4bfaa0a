import type { Answer } from './change-evidence'
import { checkIngress } from './check-ingress'
import { checkOneWriter } from './check-one-writer'
import { checkPodPorts } from './check-pod-ports'
import { checkSelectedPods } from './check-selected-pods'
import { checkSelectedWorkloads } from './check-selected-workloads'
import { checkSelectorSlices } from './check-selector-slices'
import type { SelectorEvidence } from './selector-evidence'

/** The checks of a change that leads a Service to pods of its namespace, as a ClusterIP or headless; what could not be read is a warning. */
export function checkSelector(evidence: SelectorEvidence): Answer[] {
  return [
    checkSelectedPods(evidence),
    ...checkSelectedWorkloads(evidence),
    ...checkPodPorts(evidence),
    ...checkSelectorSlices(evidence),
    ...checkOneWriter(evidence),
    ...checkIngress(evidence),
    credentials(evidence),
  ]
}

// Nobody can read this from a cluster: somebody has to say so.
function credentials({ service }: SelectorEvidence): Answer {
  const evidence =
    `Clients go on with the user, password, database, TLS settings and data they have for ${service} today: ` +
    'compare each with what the pods know before the Service leads there'
  return {
    code: 'credentials-parity',
    state: 'warn',
    title: 'Whether clients’ credentials work there is not checked',
    evidence,
  }
}
