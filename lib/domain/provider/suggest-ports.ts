import type { UseCase } from '@/lib/domain/alias/use-case'
import { portOfWord, wellKnownPort } from '@/lib/domain/protocol/well-known-port'
import type { Provider } from './provider'
import { serviceName } from './service-name'

export interface PortFacts {
  /** Normalised. */
  target: string
  /** The alias'; null while it has none. */
  name: string | null
  provider: Provider | null
  useCase: UseCase
}

export interface SuggestedPort {
  name: string
  port: number
  protocol: 'TCP'
}

/** Ports that an alias should list, and why; none, with the reason, where nothing tells. */
export interface PortSuggestion {
  ports: SuggestedPort[]
  because: string
}

/** Suggests the port of an alias: the provider's own, that of the software its names speak of, else HTTPS where an API of others is meant. */
export function suggestPorts({ target, name, provider, useCase }: PortFacts): PortSuggestion {
  if (provider !== null && provider.defaultPort !== null) {
    const port = provider.defaultPort
    return { ports: [suggested(port)], because: `${serviceName(provider)} listens at ${port}.` }
  }
  for (const [text, whose] of [
    [name, 'Its name'],
    [target, 'Its target'],
  ] as const) {
    const told = text === null ? null : portOfWord(text)
    if (told !== null) return { ports: [suggested(told.port)], because: `${whose} has the word "${told.word}".` }
  }
  if (provider !== null) {
    return { ports: [], because: `${serviceName(provider)}: its names do not tell the port, the engine decides.` }
  }
  if (useCase === 'third-party-api')
    return { ports: [suggested(443)], because: 'An API of a third party is HTTPS as a rule.' }
  return { ports: [], because: 'Nothing in the target or the name tells the port.' }
}

function suggested(port: number): SuggestedPort {
  return { name: wellKnownPort(port)?.name ?? `port-${port}`, port, protocol: 'TCP' }
}
