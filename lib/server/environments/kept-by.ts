import type { Alias } from '@/lib/domain/alias/alias'
import { toolName } from '@/lib/domain/change/check-field-owner'
import { ownerOfAlias } from '@/lib/domain/change/field-owner'

/** Which tool keeps an alias, such as `Argo CD`, or the manager that wrote its target last; null when nothing says. */
export function keptBy(alias: Alias | null): string | null {
  const owner = alias === null ? null : ownerOfAlias(alias)
  if (owner === null) return null
  return owner.tool === 'other' ? owner.manager : toolName(owner.tool)
}
