import { celList } from '../policy/cel-text'
import type { Rule } from '../rule'

const names = new Set(['localhost', 'localhost.localdomain', 'ip6-localhost', 'ip6-loopback'])

export const celLocalhost = `(variables.host in ${celList([...names])} || variables.host.endsWith(".localhost"))`

/** RFC 6761 §6.3: `localhost` and all below it are the machine that asks. */
export const localhostTarget: Rule = {
  code: 'LOCALHOST_TARGET',
  severity: 'critical',
  cause:
    'The target is the machine of whoever asks: each client connects to itself, or, where DNS does not serve the name, to nothing.',
  fix: 'Point the alias at the host that is meant, or delete it.',
  policy: { cel: () => celLocalhost },
  judge: ({ host }) => (names.has(host) || host.endsWith('.localhost') ? { evidence: `The target is ${host}.` } : null),
}
