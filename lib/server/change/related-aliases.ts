import type { RelatedAliases } from '@/lib/domain/change/change-evidence'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import { reviewAccess } from '@/lib/kubernetes/access-reviews'
import type { ChangeContext } from './change-context'
import type { Draft } from './draft-change'
import { within } from './within'

const askMs = 5_000
const namespacesAsked = 20

/** The aliases that a change concerns beside its own: those that lead to the same host, and for a deletion those that lead to the Service. Only what the viewer may see is named. */
export async function relatedAliases(context: ChangeContext, { to }: Draft): Promise<RelatedAliases | null> {
  const { request, cluster, ref } = context
  if (to.type === 'absent') {
    const name = serviceDnsName(ref.namespace, ref.name, cluster.clusterDomain)
    return { kind: 'leading-here', ...(await seen(context, cluster.aliasesOf(name))) }
  }
  if (request.kind !== 'create' || to.target === null) return null
  return { kind: 'same-target', ...(await seen(context, cluster.aliasesOf(to.target))) }
}

async function seen({ ref, viewer, clock }: ChangeContext, found: readonly ServiceRef[]) {
  const others = found.filter(({ namespace, name }) => namespace !== ref.namespace || name !== ref.name)
  const namespaces = [...new Set(others.map(({ namespace }) => namespace))].slice(0, namespacesAsked)
  const client = viewer.client(ref.cluster)
  const answers = await Promise.all(
    namespaces.map(async (namespace) => {
      const review = reviewAccess(client, { verb: 'list', resource: 'services', namespace })
      const isSeen = await within(
        clock,
        review.then(
          ({ allowed }) => allowed,
          () => false,
        ),
        askMs,
        false,
      )
      return [namespace, isSeen] as const
    }),
  )
  const visible = new Map(answers)
  const names = others.flatMap(({ namespace, name }) => (visible.get(namespace) ? [`${name} in ${namespace}`] : []))
  return { names, hasUnseen: names.length < others.length }
}
