import { knownEnvironment } from '@/lib/domain/environment/environment-words'
import type { ImportedService } from '@/lib/domain/environment/imported-services'
import { lastFolder } from '@/lib/domain/environment/imported-services'
import { readEnvironment } from '@/lib/domain/environment/read-environment'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { PlacedService } from './compare-imported'

/** Where an imported Service belongs, and of which environment it is: as for a live one, else by the folder or file that it was built from. */
export function placeImported(
  { service, source }: ImportedService,
  cluster: Pick<Cluster, 'id' | 'namespaces'>,
  usualNamespace: string,
): PlacedService {
  const { name, namespace = usualNamespace, labels = {} } = service.metadata
  const namespaceLabels = cluster.namespaces().find((each) => each.name === namespace)?.labels ?? {}
  return {
    ...{ service, source, ref: { cluster: cluster.id, namespace, name } },
    environment: readEnvironment({ labels, namespaceLabels, namespace }) ?? knownEnvironment(lastFolder(source)),
  }
}
