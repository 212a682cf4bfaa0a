import type { Provider } from './provider'

/** A service with its provider's name before it, said once: `AWS RDS`, `Neon Postgres`. */
export function serviceName({ provider, service }: Pick<Provider, 'provider' | 'service'>): string {
  return service.includes(provider) ? service : `${provider} ${service}`
}
