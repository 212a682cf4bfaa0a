import type { Rule } from '../rule'

export const portNotMapped: Rule = {
  code: 'PORT_NOT_MAPPED',
  severity: 'warning',
  cause:
    'The Service maps a port to another one, which a Service of type ExternalName cannot: it is a CNAME, and nothing stands between client and target.',
  fix: 'Have clients connect to the port of the target itself, and declare that one.',
  policy: { cel: () => 'variables.ports.exists(port, has(port.targetPort) && dyn(port.targetPort) != dyn(port.port))' },
  judge: ({ alias }) => {
    const mapped = alias.ports.filter(({ port, targetPort }) => targetPort !== null && targetPort !== port)
    if (mapped.length === 0) return null
    return { evidence: `${mapped.map(({ port, targetPort }) => `${port} → ${targetPort}`).join(', ')}.` }
  },
}
