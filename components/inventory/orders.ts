import type { Sort } from '@/lib/contract/services'

/** The orders that are offered. */
export const orders = [
  { value: 'severity', label: 'Severity' },
  { value: 'name', label: 'Name' },
  { value: 'namespace', label: 'Namespace' },
  { value: 'target', label: 'Target' },
  { value: 'owner', label: 'Owner' },
  { value: 'environment', label: 'Environment' },
  { value: 'provider', label: 'Provider' },
  { value: 'useCase', label: 'Use case' },
  { value: 'ttl', label: 'TTL' },
  { value: '-changed', label: 'Changed last' },
  { value: '-created', label: 'Created last' },
] as const satisfies readonly { value: Sort; label: string }[]
