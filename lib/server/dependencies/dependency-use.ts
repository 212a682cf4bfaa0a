import type { DependencyDetail } from '@/lib/contract/dependencies'
import type { Row } from '@/lib/contract/row'
import { consumerStanding, surestFirst } from '@/lib/domain/consumer/consumer-standing'
import { mentionedHost } from '@/lib/domain/consumer/mentioned-host'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsumerObject } from '@/lib/server/consumers/found-consumers'
import { visibleConsumers } from '@/lib/server/consumers/visible-consumers'
import type { Cluster } from '@/lib/server/runtime/cluster'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'

type Use = DependencyDetail['use']

const mostBypasses = 100

/** Who uses a host: how many objects name each of its aliases, and which name the host itself, as far as the identity may list them. */
export async function dependencyUse(
  runtime: ConsoleRuntime,
  identity: Identity,
  { host, aliases }: { host: string; aliases: readonly Row[] },
): Promise<Use> {
  const byCluster = Map.groupBy(aliases, ({ cluster }) => cluster)
  const uses = await Promise.all(
    Array.from(byCluster, async ([id, rows]) => {
      const cluster = runtime.cluster(id)
      const may = (question: AccessQuestion) => runtime.access.mayIfKnown(identity, { cluster: id, ...question })
      return cluster === null ? [] : [await readCluster(cluster, may, { host, rows })]
    }),
  )
  const found = uses.flat()
  const bypasses = found.flatMap((use) => use.bypasses).sort(surestFirst)
  return {
    namedBy: Object.assign({}, ...found.map(({ namedBy }) => namedBy)),
    bypasses: { items: bypasses.slice(0, mostBypasses), total: bypasses.length },
    unread: found.find(({ unread }) => unread !== null)?.unread ?? null,
  }
}

async function readCluster(
  { id, consumers }: Cluster,
  may: (question: AccessQuestion) => Promise<boolean | null>,
  { host, rows }: { host: string; rows: readonly Row[] },
) {
  const readings = rows.map((row) => ({ row, ...consumers.of(row) }))
  const objects = readings.flatMap((reading) => reading.objects)
  const visible = await visibleConsumers(may, { namespace: null, objects, kinds: consumers.kinds() })
  const seen = new Set<ConsumerObject>(visible.objects)
  const hidden = visible.hidden.map(({ why }) => why)
  const bypasses = new Map<string, Use['bypasses']['items'][number]>()
  const namedBy = readings.map(({ row, objects }) => {
    const its = objects.filter((object) => seen.has(object))
    for (const object of its) {
      const bypass = bypassOf(object, host)
      if (bypass !== null) bypasses.set(`${bypass.kind} ${bypass.namespace}/${bypass.name}`, { ...bypass, cluster: id })
    }
    return [serviceKey(row), its.filter(isNaming).length] as const
  })
  const [first] = readings
  return {
    namedBy: Object.fromEntries(namedBy),
    bypasses: [...bypasses.values()],
    unread: first === undefined ? null : unreadOf(first, hidden),
  }
}

function unreadOf({ readAtMs, unread }: ReturnType<Cluster['consumers']['of']>, hidden: readonly string[]) {
  if (readAtMs === null) return 'what names them is being read for the first time'
  return unread[0]?.why ?? hidden[0] ?? null
}

function isNaming({ references }: ConsumerObject): boolean {
  const standing = consumerStanding(references)
  return standing?.relation === 'names' && standing.certainty !== 'possible'
}

// What names an alias of the host, too, goes past it all the same where it names the host itself.
function bypassOf({ kind: { kind, group }, namespace, name, references }: ConsumerObject, host: string) {
  const past = references.filter(({ relation, text }) => relation === 'bypasses' && mentionedHost(text) === host)
  const standing = consumerStanding(past)
  if (standing === null) return null
  const places = past.map(({ alias: _, ...place }) => place)
  return { kind, group, namespace, name, ...standing, places }
}
