import type { ChangeRequest } from '@/lib/client/commands'
import { dnsLabelSchema } from '@/lib/contract/fields'
import { cleanManifest } from '@/lib/domain/manifest/clean-manifest'
import type { ManifestChanges } from '@/lib/domain/manifest/manifest-changes'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

/** The request that makes a Service as its manifest says, in the manifest's namespace or else in the one that is chosen; null while it has no place. */
export function createRequest(
  service: ServiceObject,
  place: { cluster: string; namespace: string },
): ChangeRequest | null {
  const { name } = service.metadata
  const namespace = service.metadata.namespace ?? place.namespace
  const isPlaced = dnsLabelSchema.safeParse(name).success && dnsLabelSchema.safeParse(namespace).success
  if (!isPlaced || place.cluster === '') return null
  const manifest = cleanManifest({ ...service, metadata: { ...service.metadata, namespace } })
  return { kind: 'create', service: { cluster: place.cluster, namespace, name }, manifest }
}

/** The request that edits an alias; null where nothing differs. */
export function editRequest(service: ServiceRef, changes: ManifestChanges): ChangeRequest | null {
  return Object.keys(changes).length === 0 ? null : { kind: 'edit', service, ...changes }
}
