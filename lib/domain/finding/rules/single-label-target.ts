import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { legacyAddressPattern } from '@/lib/domain/resolution/legacy-address-pattern'
import { celHostMatches } from '../policy/cel-text'
import type { Rule } from '../rule'
import { celLocalhost, localhostTarget } from './localhost-target'

export const singleLabelTarget: Rule = {
  code: 'SINGLE_LABEL_TARGET',
  severity: 'warning',
  cause:
    'A CNAME is an absolute name: search paths do not complete it, so a name without a dot is asked for at the root of DNS.',
  fix: "Write the whole name: of a Service with its namespace and the cluster's domain, of a host with its domain.",
  policy: {
    cel: () =>
      `!variables.host.contains(".") && variables.host.size() <= 63 && !${celHostMatches(legacyAddressPattern())} && !${celLocalhost}`,
  },
  judge: (facts) => {
    const { host } = facts
    const isName = !host.includes('.') && checkHostName(host).kind === 'ok'
    return isName && localhostTarget.judge(facts) === null
      ? { evidence: `The target is ${host}, a single label.` }
      : null
  },
}
