import type { PodLookupView } from '@/lib/contract/pod-lookup'
import type { PodLookup, PodQuery } from '@/lib/dns/look-up-as-pod'
import { describeRcode } from '@/lib/domain/resolution/describe-failure'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Reply } from '@/lib/domain/resolution/walk-trace'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService } from './find-service'
import { isVisible, visibilities } from './visible-rows'

const limitMs = 15_000
const maxNamespaces = 100

/**
 * Asks for an alias as a Pod of a namespace does, by the short name that an application there writes; 15 s at most, what is left then is unasked.
 * Throws AppError `not-found` as every reader of a Service does, and `rate-limited` for one ask too many.
 */
export async function lookUpService(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  from: string | null,
): Promise<PodLookupView> {
  const { cluster, row } = await findService(runtime, identity, ref)
  const namespace = from ?? ref.namespace
  const name = namespace === ref.namespace ? ref.name : `${ref.name}.${ref.namespace}`
  const namespaces = await namespacesOf(runtime, identity, row)
  const shared = { name, namespace, namespaces }
  if (cluster.lookUpAsPod === null) {
    const why = cluster.absent.find(({ vantage }) => vantage === 'cluster')?.why ?? null
    return { ...shared, resolver: null, libc: 'glibc', asked: [], unasked: [], addresses: [], problem: why }
  }
  runtime.asks.take({ identity, ref, target: row.target })
  const giveUp = new AbortController()
  const cancel = runtime.clock.after(limitMs, () => giveUp.abort())
  try {
    return { ...shared, ...describe(await cluster.lookUpAsPod({ name, namespace }, giveUp.signal)) }
  } finally {
    cancel()
  }
}

function describe({ asked, ...lookup }: PodLookup): Omit<PodLookupView, 'name' | 'namespace' | 'namespaces'> {
  return { ...lookup, asked: asked.map(describeQuery) }
}

function describeQuery({ replies: { A, AAAA }, ...query }: PodQuery): PodLookupView['asked'][number] {
  const replies = {
    A: { outcome: A.outcome, said: whatWasSaid(A.reply) },
    AAAA: { outcome: AAAA.outcome, said: whatWasSaid(AAAA.reply) },
  }
  return { ...query, replies }
}

function whatWasSaid(reply: Reply): string {
  return reply.kind === 'reply' ? describeRcode(reply.rcode) : plainText(reply.why)
}

/** Its own, and those with an alias of its name that the identity may list. */
async function namespacesOf(
  runtime: ConsoleRuntime,
  identity: Identity,
  row: { cluster: string; namespace: string; name: string; serviceName: string },
): Promise<string[]> {
  const seen = await visibilities(runtime, identity)
  const using = runtime.inventory
    .rowsOfHost(row.cluster, row.serviceName)
    .filter((other) => serviceKey(other) !== serviceKey(row) && isVisible(seen, other))
    .map(({ namespace }) => namespace)
  return [...new Set([row.namespace, ...using.sort()])].slice(0, maxNamespaces)
}
