import { wellKnownPort } from '@/lib/domain/protocol/well-known-port'
import type { Rule } from '../rule'
import { spokenAt } from '../spoken-at'

const told = new Set(['postgres', 'mysql', 'redis', 'mongodb', 'amqp', 'kafka', 'https', 'http'])

/** Istio takes `mongo`, `http2`, `grpc-web` as protocols: what is carried by HTTP counts as HTTP. */
const family: Readonly<Record<string, string>> = { mongo: 'mongodb', http2: 'http', grpc: 'http', 'grpc-web': 'http' }

export const portContradicts: Rule = {
  code: 'PORT_CONTRADICTS',
  severity: 'info',
  cause:
    'The name of the port says another protocol than its number: a service mesh believes the name, and breaks what is really spoken there.',
  fix: 'Correct the name, the number or appProtocol, whichever is wrong.',
  judge: ({ alias }) => {
    const wrong = alias.ports.flatMap((port) => {
      const spoken = spokenAt(port)
      const known = wellKnownPort(port.port)?.protocol ?? 'tcp'
      const said = spoken === null ? null : (family[spoken] ?? spoken)
      return said === null || !told.has(said) || !told.has(known) || said === known
        ? []
        : `${port.port} is usually ${known}, here it says ${spoken}`
    })
    return wrong.length === 0 ? null : { evidence: `${wrong.join(', ')}.` }
  },
}
