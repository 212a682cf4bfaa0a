import type { Row } from '@/lib/contract/row'
import { canonicalAddress } from '@/lib/domain/change/canonical-address'
import { type MigrationPattern, migrationPatterns } from '@/lib/domain/migration/migration'

type Fitted = Pick<Row, 'type' | 'target' | 'group' | 'useCase'>

/** Why a pattern does not fit a Service; null where it does. A Service that is no alias Signpost knows is null. */
export function misfitOf(pattern: MigrationPattern, row: Fitted | null): string | null {
  const isAlias = row?.type === 'ExternalName'
  if (pattern === 'internal-to-external') return isAlias ? 'It is an alias already.' : null
  if (!isAlias) return 'It is no alias: only an ExternalName can be moved in this way.'
  const isAddress = row.target !== null && canonicalAddress(row.target) !== null
  if (pattern === 'address-to-headless') return isAddress ? null : 'It leads to a name, not to an IP address.'
  if (isAddress && (pattern === 'provider-to-provider' || pattern === 'blue-green'))
    return 'It leads to an IP address, which no client gets from DNS as a name.'
  if (pattern === 'blue-green' && row.group !== null)
    return `It is ${row.group.role} of the group ${row.group.name} already.`
  if (pattern === 'external-to-internal' && row.useCase === 'namespace-alias')
    return 'It leads into this cluster already.'
  return null
}

/** The pattern that fits best. */
export function fittingPattern(row: Fitted | null): MigrationPattern {
  const isAddress = typeof row?.target === 'string' && canonicalAddress(row.target) !== null
  if (isAddress) return 'address-to-headless'
  return migrationPatterns.find((pattern) => misfitOf(pattern, row) === null) ?? 'internal-to-external'
}
