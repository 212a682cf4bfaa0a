import type { Rule } from '../rule'

export const portsMissing: Rule = {
  code: 'PORTS_MISSING',
  severity: 'info',
  cause:
    'No port is declared. DNS does not need one, but probes, service meshes and people read from it what is spoken there.',
  fix: 'Declare the port that clients connect to, with a name that says its protocol.',
  policy: { cel: () => 'variables.ports.size() == 0' },
  judge: ({ alias }) => (alias.ports.length === 0 ? { evidence: 'The Service lists no port.' } : null),
}
