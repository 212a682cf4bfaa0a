import { visibleText } from '@/components/ui/visible-text'
import type { DependencyItem } from '@/lib/contract/dependencies'
import { serviceName } from '@/lib/domain/provider/service-name'
import type { DependencyFilterField } from './dependency-params'

type Names = DependencyItem['teams']

/** The first names and how many more: `orders, billing +3`; empty without any. */
export function namesWords({ first, total }: Names, shown = 2): string {
  const said = first.slice(0, shown)
  const more = total - said.length
  return `${said.map(visibleText).join(', ')}${more > 0 ? ` +${more}` : ''}`
}

/** All the names that are known, one a line, for a tooltip. */
export function namesTitle({ first, total }: Names): string {
  const more = total - first.length
  return [...first.map(visibleText), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

/** `AWS RDS`; null where the host belongs to no known provider. */
export function providerWords({ provider, service }: Pick<DependencyItem, 'provider' | 'service'>): string | null {
  if (provider === null) return null
  return service === null ? provider : serviceName({ provider, service })
}

/** How a filter's value reads. */
export function dependencyFilterWords(field: DependencyFilterField, value: string): string {
  if (value === 'none') return field === 'owner' ? 'nobody' : 'none'
  return visibleText(value)
}
