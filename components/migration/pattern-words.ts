import type { MigrationPattern } from '@/lib/domain/migration/migration'

interface PatternWords {
  name: string
  /** What it is for. */
  does: string
}

/** What the patterns are called and what each is for, in the order in which they are offered. */
export const patternWords: Readonly<Record<MigrationPattern, PatternWords>> = {
  'external-to-internal': {
    name: 'External to internal',
    does: 'What a provider runs moves into the cluster: the alias becomes a Service that selects pods.',
  },
  'provider-to-provider': {
    name: 'Provider to provider',
    does: 'The alias gets another host once the data is there; migration-status tells which side it stands for.',
  },
  'blue-green': {
    name: 'Blue-green',
    does: 'The present host and the next one stand side by side as blue and green; a switch goes between them.',
  },
  'address-to-headless': {
    name: 'Address to headless Service',
    does: 'An IP address stands where a name belongs: clients get it from an EndpointSlice instead.',
  },
  'internal-to-external': {
    name: 'Internal to external',
    does: 'What pods serve moves to a provider: the Service becomes an alias.',
  },
  'retarget-many': {
    name: 'Retarget many',
    does: 'Every alias of one host gets another, in waves; the first failure stops.',
  },
}
