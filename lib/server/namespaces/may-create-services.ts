import type { Identity } from '@/lib/server/access/identity'
import type { NamespaceSources } from './namespace-sources'

const withinMs = 2000
const parallelReviews = 16

/**
 * In which of some namespaces of a cluster the identity may create Services: one question where it may everywhere, else one for each, for 2 s at
 * most. A namespace that was not reached, or whose check failed, is null; what was answered is remembered, so that the next call gets further.
 */
export async function mayCreateServices(
  { access, clock }: NamespaceSources,
  identity: Identity,
  { cluster, namespaces }: { cluster: string; namespaces: readonly string[] },
): Promise<Map<string, boolean | null>> {
  const create = { cluster, verb: 'create', resource: 'services' }
  const deadlineMs = clock.now() + withinMs
  const everywhere = await access.mayIfKnown(identity, create)
  if (everywhere === true) return new Map(namespaces.map((namespace) => [namespace, true]))
  const found = new Map<string, boolean | null>()
  const waiting = [...namespaces].reverse()
  const worker = async () => {
    for (let namespace = waiting.pop(); namespace !== undefined; namespace = waiting.pop()) {
      const isLate = clock.now() >= deadlineMs
      found.set(namespace, isLate ? null : await access.mayIfKnown(identity, { ...create, namespace }))
    }
  }
  await Promise.all(Array.from({ length: parallelReviews }, worker))
  return found
}
