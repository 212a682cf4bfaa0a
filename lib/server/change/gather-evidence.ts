import { readOwner } from '@/lib/domain/alias/read-owner'
import type { ChangeEvidence, GroupEvidence, TargetEvidence } from '@/lib/domain/change/change-evidence'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { isAskable } from '@/lib/domain/change/check-target'
import type { ConnectionEvidence } from '@/lib/domain/change/connection-evidence'
import { ownedService, readFieldOwner } from '@/lib/domain/change/field-owner'
import { inClusterName } from '@/lib/domain/change/in-cluster-name'
import { factsOf } from '@/lib/domain/change/service-facts'
import { otherColour } from '@/lib/domain/group/colour'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { readNamespaceAnnotations } from '@/lib/kubernetes/namespaces'
import { readService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'
import type { Draft } from './draft-change'
import type { LiveState } from './read-live'
import { within } from './within'

const askMs = 5_000

export type GatheredEvidence = Omit<ChangeEvidence, 'dryRun' | 'nowMs'>

/** Asks everything that a change's prechecks look at beside the dry run, in parallel and within 5 s; what does not answer stays unknown. */
export async function gatherEvidence(
  context: ChangeContext,
  live: LiveState,
  draft: Draft,
  record: ChangeRecord,
): Promise<GatheredEvidence> {
  const { request, cluster } = context
  const { service } = live
  const host = draft.to.target ?? ''
  const [answers, leaving, targetService, connection, namespaceAnnotations] = await Promise.all([
    askWithin(context, host),
    draft.from.target === null ? [] : askWithin(context, draft.from.target),
    findTargetService(context, host),
    probeColours(context, live),
    namespaceAnnotationsOf(context),
  ])
  const { undo } = draft
  return {
    kind: request.kind,
    clusterDomain: cluster.clusterDomain,
    service: factsOf(service),
    annotations: service.metadata.annotations ?? {},
    namespaceAnnotations,
    owner: ownerOf(context, live),
    fieldOwner: readFieldOwner(ownedService(service), live.deliveries),
    group: groupOf(context, live),
    target: { host, answers, service: targetService },
    leaving,
    connection,
    entries: record.entries,
    undo: undo && { by: undo.change.by, isStillOutcome: undo.isStillOutcome },
  }
}

// Fresh where the viewer may read it; the watch knows it, too.
async function namespaceAnnotationsOf({ ref, cluster, client, clock }: ChangeContext) {
  const fresh = await within(clock, readNamespaceAnnotations(client, ref.namespace), askMs, null)
  return fresh ?? cluster.namespaceAnnotations(ref.namespace)
}

async function probeColours(
  { request, ref, cluster, clock }: ChangeContext,
  { colours }: LiveState,
): Promise<ConnectionEvidence | null> {
  if (request.kind !== 'switch' || colours === null) return null
  const [standby, live] = await Promise.all(
    [colours[request.to], colours[otherColour(request.to)]].map((member) =>
      member === null ? null : within(clock, cluster.probe({ ...ref, name: member.metadata.name }), askMs, null),
    ),
  )
  return { standby: standby ?? null, live: live ?? null }
}

function groupOf({ request }: ChangeContext, { colours }: LiveState): GroupEvidence | null {
  if (request.kind !== 'switch' || colours === null) return null
  const { group, holders, blue, green } = colours
  return { name: group, holders, blue: blue && factsOf(blue), green: green && factsOf(green), to: request.to }
}

// The namespace's annotations are the console's to read; what the Service itself says is read fresh.
function ownerOf({ cluster, ref }: ChangeContext, { service }: LiveState) {
  const { labels = {}, annotations = {} } = service.metadata
  const own = readOwner({ labels, annotations, namespaceAnnotations: {} })
  if (own) return own
  const known = cluster.findAlias(ref.namespace, ref.name)?.owner ?? null
  return known?.source.startsWith('namespace ') ? known : null
}

async function findTargetService({ cluster, client }: ChangeContext, host: string): Promise<TargetEvidence['service']> {
  const named = inClusterName(host, cluster.clusterDomain)
  if (named === null) return null
  try {
    return (await readService(client, named.namespace, named.name)) ? 'present' : 'missing'
  } catch {
    return 'unknown'
  }
}

function askWithin({ cluster, clock }: ChangeContext, host: string): Promise<readonly VantageAnswer[]> {
  if (!isAskable(host)) return Promise.resolve([])
  return within<readonly VantageAnswer[]>(clock, cluster.monitor.askTarget(host), askMs, [])
}
