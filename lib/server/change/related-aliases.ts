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

async function seen({ ref, client, clock }: ChangeContext, found: readonly ServiceRef[]) {
  const others = found.filter(({ namespace, name }) => namespace !== ref.namespace || name !== ref.name)
  const visible = await visibleAliases({ client, clock }, others)
  const names = visible.map(({ namespace, name }) => `${name} in ${namespace}`)
  return { names, hasUnseen: names.length < others.length }
}

/** Those of the aliases that whoever has this client may list, in twenty namespaces at most; one whose right could not be asked for is not seen. */
export async function visibleAliases(
  { client, clock }: Pick<ChangeContext, 'client' | 'clock'>,
  found: readonly ServiceRef[],
): Promise<ServiceRef[]> {
  const namespaces = [...new Set(found.map(({ namespace }) => namespace))].slice(0, namespacesAsked)
  const answers = await Promise.all(
    namespaces.map(async (namespace) => {
      const review = reviewAccess(client, { verb: 'list', resource: 'services', namespace }).then(
        ({ allowed }) => allowed,
        () => false,
      )
      return [namespace, await within(clock, review, askMs, false)] as const
    }),
  )
  const visible = new Map(answers)
  return found.filter(({ namespace }) => visible.get(namespace) === true)
}
