import type { ServicePort } from '@/lib/domain/alias/alias'

// What Istio takes as a protocol, and what other meshes do too.
export const spokenProtocols = [
  ...['http', 'http2', 'https', 'grpc', 'grpc-web', 'tcp', 'tls', 'mongo', 'mysql', 'redis', 'udp'],
  ...['postgres', 'postgresql', 'mongodb', 'amqp', 'kafka'],
]
const protocols = new Set(spokenProtocols)

/** The protocol that a port says it speaks, by `appProtocol`, else by its name up to the first hyphen; null where neither is one that meshes know. */
export function spokenAt({ name, appProtocol }: ServicePort): string | null {
  const said = appProtocol?.toLowerCase().replace(/^(kubernetes\.io\/|istio\.io\/)/, '')
  const word = said ?? name?.toLowerCase() ?? ''
  if (protocols.has(word)) return word === 'postgresql' ? 'postgres' : word
  if (said !== undefined) return said
  const [first = ''] = word.split('-')
  return protocols.has(first) ? first : null
}
