import type { NamespaceView } from '@/lib/contract/namespaces'
import { readNamespacePurpose } from '@/lib/domain/alias/read-namespace-purpose'
import { readOwner } from '@/lib/domain/alias/read-owner'
import { readEnvironment } from '@/lib/domain/environment/read-environment'
import type { WatchedNamespace } from '@/lib/kubernetes/watch-cluster'

/** What a namespace says of itself, by the rules by which its aliases are read. */
export function describeNamespace(
  cluster: string,
  { name, labels, annotations }: Omit<WatchedNamespace, 'isTerminating'>,
): Omit<NamespaceView, 'aliases' | 'canCreateServices' | 'practice'> {
  return {
    cluster,
    name,
    purpose: readNamespacePurpose(labels),
    environment: readEnvironment({ labels: {}, namespaceLabels: labels, namespace: name }),
    owner: readOwner({ labels: {}, annotations: {}, namespaceAnnotations: annotations })?.value ?? null,
  }
}
