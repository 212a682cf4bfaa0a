import type { Row } from '@/lib/contract/row'
import type { Alias } from '@/lib/domain/alias/alias'
import { colours } from '@/lib/domain/group/colour'
import {
  type GroupRole,
  groupMembership,
  groupRoles,
  memberName,
  type RoleHolders,
  roleHolders,
} from '@/lib/domain/group/find-groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { GroupClaims } from './group-claims'
import { NamespaceCounts } from './namespace-counts'

type Place = Pick<ServiceRef, 'cluster' | 'namespace'>

type Labels = Readonly<Record<string, string>>

const none: readonly string[] = []

/**
 * Which aliases are members of which blue-green group, and who else is concerned when one comes, goes or changes its labels: at most the ten names that
 * its group can have. `labelsOf` tells the labels of an alias, null where there is none.
 */
export class GroupIndex {
  readonly #labelsOf: (ref: ServiceRef) => Labels | null
  /** Names that end in a colour: in a namespace without one no name is that of a group's member. */
  readonly #coloured = new NamespaceCounts()
  readonly #claims = new GroupClaims()

  constructor(labelsOf: (ref: ServiceRef) => Labels | null) {
    this.#labelsOf = labelsOf
  }

  membership(alias: ServiceRef): Row['group'] {
    // A group has a Service named by a colour, or one whose labels claim a role: most namespaces have neither.
    const mayBeThere = this.#coloured.of(alias) > 0 || this.#claims.areIn(alias)
    return mayBeThere ? groupMembership(alias.name, this.#surroundings(alias)) : null
  }

  /** Who holds the roles of a group, its name in place of a Service's. */
  roleHolders({ name, ...place }: ServiceRef): RoleHolders {
    return roleHolders(name, this.#surroundings(place))
  }

  /** The names of the Services whose labels claim a role of a group. */
  claimants({ name, ...place }: ServiceRef): string[] {
    return groupRoles.flatMap((role) => this.#claims.of(place, name, role))
  }

  /** Takes in that an alias came, went or changed; gives the names beside its own whose membership that can change, there or not. */
  move(previous: Alias | null, next: Alias | null): readonly string[] {
    const alias = next ?? previous
    if (alias === null) return none
    const change = (next === null ? 0 : 1) - (previous === null ? 0 : 1)
    const groups = this.#claims.move(alias, previous?.labels ?? {}, next?.labels ?? {})
    if (groups.length === 0 && change === 0) return none
    const isColoured = colours.some((colour) => alias.name.endsWith(`-${colour}`))
    const byName = isColoured || this.#coloured.of(alias) > 0 ? siblings(alias.name) : none
    if (isColoured) this.#coloured.add(alias, change)
    if (groups.length === 0) return byName
    return [...byName, ...groups.flatMap((group) => groupRoles.map((role) => memberName(group, role)))]
  }

  clear(): void {
    this.#coloured.clear()
    this.#claims.clear()
  }

  #surroundings(place: Place) {
    return {
      labelsOf: (name: string) => this.#labelsOf({ ...place, name }),
      claimants: (group: string, role: GroupRole) => this.#claims.of(place, group, role),
    }
  }
}

function siblings(name: string): string[] {
  const stem = name.replace(/-(blue|green)$/, '')
  return [stem, `${stem}-blue`, `${stem}-green`, `${name}-blue`, `${name}-green`]
}
