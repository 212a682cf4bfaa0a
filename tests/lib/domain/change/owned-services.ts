import type { DeliveryFacts } from '@/lib/domain/change/delivery'
import type { OwnedService } from '@/lib/domain/change/owner-signals'

interface Members extends Partial<OwnedService> {
  /** The field manager that wrote spec.externalName. */
  manager?: string
}

/** Service shop/api with what a test says of its writers. */
export function ownedService({ manager, ...members }: Members = {}): OwnedService {
  const fieldManagers = manager === undefined ? [] : [fieldManager(manager)]
  return { namespace: 'shop', name: 'api', labels: {}, annotations: {}, fieldManagers, ...members }
}

export function fieldManager(manager: string, owns: 'target' | 'spec' | 'metadata' = 'target', day = 1) {
  const at = `2026-01-0${day}T00:00:00Z`
  return { manager, operation: 'Update', at, ownsExternalName: owns === 'target', ownsSpec: owns !== 'metadata' }
}

/** A delivery that heals itself and overlooks nothing. */
export function sampleFacts(members: Partial<DeliveryFacts> = {}): DeliveryFacts {
  return {
    pausedBy: null,
    corrects: true,
    correctsBy: 'selfHeal is true',
    withinSeconds: 5,
    ignores: [],
    general: null,
    keepsIgnored: false,
    source: 'https://git.example/deploy, overlays/production',
    ...members,
  }
}
