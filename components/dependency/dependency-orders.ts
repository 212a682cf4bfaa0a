import type { DependencySort } from '@/lib/contract/dependencies'

/** The orders that are offered. */
export const dependencyOrders = [
  { value: 'severity', label: 'Severity' },
  { value: 'host', label: 'Host' },
  { value: 'provider', label: 'Provider' },
  { value: '-aliases', label: 'Most aliases' },
  { value: '-namespaces', label: 'Most namespaces' },
  { value: '-teams', label: 'Most teams' },
  { value: '-environments', label: 'Most environments' },
  { value: '-addresses', label: 'Most addresses' },
  { value: '-since', label: 'Changed last' },
] as const satisfies readonly { value: DependencySort; label: string }[]
