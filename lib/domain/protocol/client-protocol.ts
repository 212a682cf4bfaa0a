import { type ClientProtocol, portOfWord, wellKnownPort } from './well-known-port'

/** What clients speak at a port of a Service: as its name says, else as is usual for its number, else bare TCP. */
export function clientProtocol({ name, port }: { name: string | null; port: number }): ClientProtocol {
  const known = wellKnownPort(port)?.protocol ?? null
  const text = name?.toLowerCase() ?? ''
  if (/^https/.test(text)) return 'https'
  if (/^http|^web$/.test(text)) return known === 'https' ? 'https' : 'http'
  const told = portOfWord(text)
  if (told !== null) return wellKnownPort(told.port)?.protocol ?? 'tcp'
  return known ?? 'tcp'
}
