import { wellKnownPort, wellKnownPorts } from '@/lib/domain/protocol/well-known-port'
import { celText } from '../policy/cel-text'
import type { Rule } from '../rule'
import { spokenAt, spokenProtocols } from '../spoken-at'

const told = new Set(['postgres', 'mysql', 'redis', 'mongodb', 'amqp', 'kafka', 'https', 'http'])

/** Istio takes `mongo`, `http2`, `grpc-web` as protocols: what is carried by HTTP counts as HTTP. */
const family: Readonly<Record<string, string>> = { mongo: 'mongodb', http2: 'http', grpc: 'http', 'grpc-web': 'http' }

export const portContradicts: Rule = {
  code: 'PORT_CONTRADICTS',
  severity: 'info',
  cause:
    'The name of the port says another protocol than its number: a service mesh believes the name, and breaks what is really spoken there.',
  fix: 'Correct the name, the number or appProtocol, whichever is wrong.',
  policy: { cel: () => `variables.ports.exists(port, ${celSaid}.exists(word, ${celContradicts()}))` },
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

const celSaid =
  '[has(port.appProtocol) ? port.appProtocol.lowerAscii().replace("kubernetes.io/", "").replace("istio.io/", "") : port.?name.orValue("").split("-")[0]]'

/** What a word says and what a port usually is, as two maps, both of what is told alone. */
function celContradicts(): string {
  const said = spokenProtocols.flatMap((word) => {
    const spoken = spokenAt({ name: word, port: 1, protocol: 'TCP', targetPort: null }) ?? word
    const known = family[spoken] ?? spoken
    return told.has(known) ? [`${celText(word)}: ${celText(known)}`] : []
  })
  const usual = [...wellKnownPorts].flatMap(([number, { protocol }]) =>
    told.has(protocol) ? [`${number}: ${celText(protocol)}`] : [],
  )
  const [words, numbers] = [said, usual].map((entries) => `{${entries.join(', ')}}`)
  return `word in ${words} && port.port in ${numbers} && ${words}[word] != ${numbers}[port.port]`
}
