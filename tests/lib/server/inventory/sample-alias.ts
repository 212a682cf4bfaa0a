import type { Alias } from '@/lib/domain/alias/alias'

/** An alias with everything filled in; tests name only what they are about. */
export function sampleAlias(overrides: Partial<Alias> = {}): Alias {
  const { cluster = 'one', namespace = 'shop', name = 'orders' } = overrides
  return {
    cluster,
    namespace,
    name,
    uid: `${cluster}/${namespace}/${name}`,
    resourceVersion: '1',
    type: 'ExternalName',
    target: 'orders.example.net',
    externalName: 'orders.example.net',
    clusterIP: null,
    selector: null,
    ports: [],
    labels: {},
    annotations: {},
    owner: null,
    namespacePurpose: null,
    environment: null,
    createdAt: '2026-01-01T00:00:00Z',
    changedAt: '2026-01-02T00:00:00Z',
    changedBy: 'kubectl',
    fieldManagers: [],
    terminating: false,
    ...overrides,
  }
}
