import { visibleText } from '@/components/ui/visible-text'
import type { MigrationSummary } from '@/lib/contract/migrations'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { serviceName } from '@/lib/domain/provider/service-name'

type Titled = Pick<MigrationSummary, 'pattern' | 'from' | 'goal' | 'service' | 'aliases'>

/** What a migration does, in a few words: `AWS RDS into the cluster`. */
export function migrationTitle({ pattern, from, goal, service, aliases }: Titled): string {
  const name = visibleText(service.name)
  const source = called(from.target) ?? name
  switch (pattern) {
    case 'external-to-internal':
      return `${findProvider(from.target ?? '') ? source : name} into the cluster`
    case 'provider-to-provider':
      return source === called(goal)
        ? `${name} to another ${source}`
        : `${source} to ${called(goal) ?? visibleText(goal)}`
    case 'blue-green':
      return `Blue and green for ${name}`
    case 'address-to-headless':
      return `${name} as a headless Service`
    case 'internal-to-external':
      return `${name} to ${called(goal) ?? visibleText(goal)}`
    case 'retarget-many':
      return `${aliases} ${aliases === 1 ? 'alias' : 'aliases'} to ${called(goal) ?? visibleText(goal)}`
  }
}

/** Who provides a host, or the host itself. */
function called(host: string | null): string | null {
  if (host === null) return null
  const provider = findProvider(host)
  return provider === null ? visibleText(host) : serviceName(provider)
}
