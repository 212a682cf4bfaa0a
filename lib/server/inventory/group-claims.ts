import { type GroupRole, statedMembership } from '@/lib/domain/group/find-groups'
import { NamespaceCounts } from './namespace-counts'

interface Place {
  cluster: string
  namespace: string
}

type Labels = Readonly<Record<string, string>>

/** Which Services claim a role of which group by their labels. */
export class GroupClaims {
  readonly #names = new Map<string, Set<string>>()
  readonly #claims = new NamespaceCounts()

  of(place: Place, group: string, role: GroupRole): string[] {
    return [...(this.#names.get(claimKey(place, group, role)) ?? [])]
  }

  /** Whether any Service of a namespace claims a role. */
  areIn(place: Place): boolean {
    return this.#claims.of(place) > 0
  }

  /** Takes in that the labels of a Service changed; the names of the groups in which that changes who is there. */
  move(service: Place & { name: string }, previous: Labels, next: Labels): string[] {
    const from = statedMembership(previous)
    const to = statedMembership(next)
    if (from?.name === to?.name && from?.role === to?.role) return []
    if (from !== null) this.#remove(claimKey(service, from.name, from.role), service.name)
    if (to !== null) this.#add(claimKey(service, to.name, to.role), service.name)
    this.#claims.add(service, (to === null ? 0 : 1) - (from === null ? 0 : 1))
    return [from, to].flatMap((membership) => membership?.name ?? [])
  }

  clear(): void {
    this.#names.clear()
    this.#claims.clear()
  }

  #add(key: string, name: string): void {
    const names = this.#names.get(key) ?? new Set()
    this.#names.set(key, names.add(name))
  }

  #remove(key: string, name: string): void {
    const names = this.#names.get(key)
    names?.delete(name)
    if (names?.size === 0) this.#names.delete(key)
  }
}

function claimKey({ cluster, namespace }: Place, group: string, role: GroupRole): string {
  return `${cluster}/${namespace}/${group}/${role}`
}
