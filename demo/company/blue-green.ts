import type { CompanyAlias } from './company-namespace.ts'

type Shared = Omit<CompanyAlias, 'name' | 'target'>

interface GroupTargets {
  readonly active: string
  readonly blue?: string
  readonly green?: string
  /** What somebody attests of the blue side, that it takes no more writes. */
  readonly blueFenced?: string
}

interface LabelledMember {
  readonly name: string
  readonly target: string
  readonly role: 'active' | 'blue' | 'green'
}

/** The aliases of a blue-green group that labels make, whatever they are called. */
export function labelledGroup(group: string, members: readonly LabelledMember[], shared: Shared = {}): CompanyAlias[] {
  return members.map(({ name, target, role }) => ({
    ...shared,
    name,
    target,
    labels: { ...shared.labels, 'signpost/group': group, 'signpost/role': role },
  }))
}

/** The aliases of a blue-green group: the active one and the colours that are there. */
export function blueGreen(name: string, targets: GroupTargets, shared: Shared = {}): CompanyAlias[] {
  const { active, blue, green, blueFenced: fenced } = targets
  return [
    { name, target: active, ...shared },
    ...(blue === undefined ? [] : [{ name: `${name}-blue`, target: blue, ...shared, ...(fenced && { fenced }) }]),
    ...(green === undefined ? [] : [{ name: `${name}-green`, target: green, ...shared }]),
  ]
}
