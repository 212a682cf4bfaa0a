import { celList } from '../policy/cel-text'
import type { Rule } from '../rule'
import { spokenAt, spokenProtocols } from '../spoken-at'

export const portProtocolUnsaid: Rule = {
  code: 'PORT_PROTOCOL_UNSAID',
  severity: 'info',
  cause:
    'A service mesh reads the protocol from appProtocol, else from the first word of the name of a port (http-api, grpc, tcp-db); here it has to guess, or takes it as TCP.',
  fix: 'Name the port after what it speaks, or set appProtocol.',
  policy: {
    cel: () =>
      `variables.ports.exists(port, port.?protocol.orValue("TCP") == "TCP" && !has(port.appProtocol) && !(port.?name.orValue("").split("-")[0] in ${celList(spokenProtocols)}))`,
  },
  judge: ({ alias }) => {
    const unsaid = alias.ports.filter((port) => port.protocol === 'TCP' && spokenAt(port) === null)
    if (unsaid.length === 0) return null
    return {
      evidence: `${unsaid.map(({ name, port }) => (name === null ? `${port} has no name` : `${port} is named ${name}`)).join(', ')}.`,
    }
  },
}
