import type { CompanyAlias } from './company-namespace.ts'

type Shared = Omit<CompanyAlias, 'name' | 'target'>

interface GroupTargets {
  readonly active: string
  readonly blue?: string
  readonly green?: string
}

/** The aliases of a blue-green group: the active one and the colours that are there. */
export function blueGreen(name: string, targets: GroupTargets, shared: Shared = {}): CompanyAlias[] {
  const { active, blue, green } = targets
  return [
    { name, target: active, ...shared },
    ...(blue === undefined ? [] : [{ name: `${name}-blue`, target: blue, ...shared }]),
    ...(green === undefined ? [] : [{ name: `${name}-green`, target: green, ...shared }]),
  ]
}
