import type { Alias } from '@/lib/domain/alias/alias'
import type { MetadataEdit } from './change-request'
import type { Endpoint } from './endpoint'
import { isSame } from './merge-patch'

/** Whether a Service as the watch shows it leads to this place and carries its labels and annotations. Ports are not looked at. */
export function leadsAs(alias: Alias, { type, target, isHeadless, shape, metadata }: Endpoint): boolean {
  if (alias.type !== type || alias.target !== target) return false
  if (isHeadless === true && alias.clusterIP !== 'None') return false
  if (type !== 'ExternalName' && shape && !isSame(alias.selector ?? {}, shape.selector ?? {})) return false
  return holdsAll(alias.labels, metadata?.labels) && holdsAll(alias.annotations, metadata?.annotations)
}

function holdsAll(map: Readonly<Record<string, string>>, edit: MetadataEdit = {}): boolean {
  return Object.entries(edit).every(([key, value]) => (Object.hasOwn(map, key) ? map[key] : null) === value)
}
