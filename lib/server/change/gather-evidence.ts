import { readOwner } from '@/lib/domain/alias/read-owner'
import { AppError } from '@/lib/domain/app-error'
import type {
  AddressHolder,
  ChangeEvidence,
  DeletionEvidence,
  GroupEvidence,
  HeadlessEvidence,
  TargetEvidence,
} from '@/lib/domain/change/change-evidence'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { fenceAnnotation } from '@/lib/domain/change/check-fence'
import { isAskable } from '@/lib/domain/change/check-target'
import type { ConnectionEvidence } from '@/lib/domain/change/connection-evidence'
import type { ConsumerEvidence } from '@/lib/domain/change/consumer-evidence'
import type { EgressEvidence } from '@/lib/domain/change/egress-evidence'
import { isSamePlace, placeOf } from '@/lib/domain/change/endpoint'
import { ownedService, readFieldOwner } from '@/lib/domain/change/field-owner'
import { inClusterName } from '@/lib/domain/change/in-cluster-name'
import { byteLength } from '@/lib/domain/change/last-change'
import type { SelectorEvidence } from '@/lib/domain/change/selector-evidence'
import { factsOf } from '@/lib/domain/change/service-facts'
import { otherColour } from '@/lib/domain/group/colour'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { findAddressHolder } from '@/lib/kubernetes/address-holder'
import { readAliasedService } from '@/lib/kubernetes/aliased-service'
import { readNamespaceAnnotations } from '@/lib/kubernetes/namespaces'
import { listNetworkPolicies } from '@/lib/kubernetes/network-policies'
import type { ChangeContext } from './change-context'
import type { Draft } from './draft-change'
import { gatherSelectorEvidence } from './gather-selector-evidence'
import type { LiveState } from './read-live'
import { relatedAliases } from './related-aliases'
import { within } from './within'

const askMs = 5_000

/** All but what the dry runs came to. */
export type GatheredEvidence = Omit<ChangeEvidence, 'dryRun' | 'nowMs' | 'headless'> & {
  headless: Omit<HeadlessEvidence, 'outcome'> | null
}

/** Asks everything that a change's prechecks look at beside the dry run, in parallel and within 5 s; what does not answer stays unknown. */
export async function gatherEvidence(
  context: ChangeContext,
  live: LiveState,
  draft: Draft,
  record: ChangeRecord,
): Promise<GatheredEvidence> {
  const { request, cluster } = context
  const service = subjectOf(live, draft)
  const isMoved = isToMove(context, draft)
  const host = isMoved ? (draft.to.target ?? '') : ''
  const [
    answers,
    leaving,
    targetService,
    connection,
    namespaceAnnotations,
    headless,
    egress,
    related,
    selector,
    consumers,
  ] = await Promise.all([
    askWithin(context, host),
    draft.from.target === null || !isMoved ? [] : askWithin(context, draft.from.target),
    findTargetService(context, host),
    probeColours(context, live),
    namespaceAnnotationsOf(context),
    headlessOf(context, live, draft),
    host === '' ? null : egressOf(context, service),
    relatedAliases(context, draft),
    isMoved ? selectorOf(context, service, draft) : null,
    isMoved ? consumersOf(context, live) : null,
  ])
  const { undo } = draft
  return {
    kind: request.kind,
    clusterDomain: cluster.clusterDomain,
    // What is made leads nowhere yet.
    service: live.service === null ? { ...factsOf(service), target: null } : factsOf(service),
    annotations: service.metadata.annotations ?? {},
    namespaceAnnotations,
    owner: ownerOf(context, service),
    reviewState: cluster.reviewStateOf(context.ref.namespace, context.ref.name),
    fieldOwner: live.service && readFieldOwner(ownedService(live.service), live.deliveries),
    group: groupOf(context, live),
    target: { host, answers, service: targetService },
    leaving,
    place: isMoved && draft.to.type !== 'absent' ? placeOf(draft.to) : '',
    selector,
    deletion: deletionOf(context, draft),
    related,
    connection,
    egress,
    consumers,
    fence: fenceOf(context, live),
    entries: record.entries,
    undo: undo && { by: undo.change.by, isStillOutcome: undo.isStillOutcome, isCleanUp: undo.isCleanUp },
    headless,
  }
}

// Asked to lead where it leads already, a change is one of where it leads all the same, and is refused as that.
function isToMove({ request }: ChangeContext, { undo }: Draft): boolean {
  if (request.kind === 'annotate') return false
  if (request.kind === 'edit') return request.target !== undefined
  return undo === null || (!undo.isCleanUp && !isSamePlace(undo.change.from, undo.change.to))
}

function subjectOf({ service }: LiveState, { made }: Draft): ServiceObject {
  const subject = service ?? made
  if (subject === null)
    throw new AppError('internal', 'A change is of a Service that is there, or of one that it makes.')
  return subject
}

function selectorOf(
  context: ChangeContext,
  service: ServiceObject,
  { from, to }: Draft,
): Promise<SelectorEvidence | null> {
  const { ref, client, clock } = context
  const selector = to.type === 'ClusterIP' ? (to.shape?.selector ?? null) : null
  if (selector === null) return Promise.resolve(null)
  const portsToday = (service.spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }))
  return gatherSelectorEvidence(
    { client, clock },
    {
      ...{ namespace: ref.namespace, service: ref.name, selector, ports: to.shape?.ports ?? [], portsToday },
      ...{ isHeadless: to.isHeadless === true, target: from.target, workload: null },
    },
  )
}

function deletionOf({ cluster, ref }: ChangeContext, { unmade }: Draft): DeletionEvidence | null {
  if (unmade === null) return null
  return {
    membership: cluster.membershipOf(ref.namespace, ref.name),
    manifestBytes: byteLength(JSON.stringify(unmade)),
  }
}

async function headlessOf({ client, clock }: ChangeContext, { service }: LiveState, { to, slices }: Draft) {
  if (to.addresses === undefined || service === null) return null
  const unknown: AddressHolder = { kind: 'unknown', why: 'no answer came' }
  const addresses = await Promise.all(
    to.addresses.map(async (address) => ({
      address,
      holder: await within(clock, findAddressHolder(client, address), askMs, unknown),
    })),
  )
  return { to, addresses, ports: to.shape?.ports ?? [], slices: slices ?? [], selector: service.spec.selector ?? null }
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
function ownerOf({ cluster, ref }: ChangeContext, service: ServiceObject) {
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
    const found = await readAliasedService(client, named.namespace, named.name)
    if (found === 'missing' || found === 'unknown') return found
    // Where a further alias leads, its own verdict says.
    const isEmpty = found.type !== 'ExternalName' && found.readyEndpoints === 0
    return isEmpty ? 'no-endpoint' : 'present'
  } catch {
    return 'unknown'
  }
}

function egressOf({ client, ref, clock }: ChangeContext, service: ServiceObject): Promise<EgressEvidence> {
  const ports = (service.spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }))
  const of = { namespace: ref.namespace, ports }
  const read = listNetworkPolicies(client, ref.namespace).then(
    (policies) => ({ ...of, policies, why: null }),
    (error: unknown) => ({ ...of, policies: null, why: error instanceof AppError ? error.message : 'not read' }),
  )
  return within<EgressEvidence>(clock, read, askMs, { ...of, policies: null, why: 'no answer came' })
}

// Whoever uses what an undo takes back went there until a moment ago; what is made is used by nobody yet.
async function consumersOf({ request, ref, cluster, viewer, clock }: ChangeContext, { service }: LiveState) {
  if (request.kind === 'undo' || service === null) return null
  const gap = (why: string): ConsumerEvidence => ({ known: [], gap: { from: 'console', why } })
  const found = await within(clock, cluster.consumersOf(ref, viewer), askMs, gap('no answer came'))
  return found ?? gap('they are looked for of aliases, which the Service is none of yet')
}

function fenceOf({ request, ref, cluster }: ChangeContext, { colours }: LiveState): ChangeEvidence['fence'] {
  const left = request.kind === 'switch' && colours !== null ? colours[otherColour(request.to)] : null
  if (left === null) return null
  const { name, annotations } = left.metadata
  const useCase = cluster.purposeOf(ref.namespace, name) ?? cluster.purposeOf(ref.namespace, ref.name)
  return { name, annotation: annotations?.[fenceAnnotation], useCase }
}

function askWithin({ cluster, clock }: ChangeContext, host: string): Promise<readonly VantageAnswer[]> {
  if (!isAskable(host)) return Promise.resolve([])
  return within<readonly VantageAnswer[]>(clock, cluster.monitor.askTarget(host), askMs, [])
}
