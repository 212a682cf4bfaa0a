import type { PodLookup } from '@/lib/dns/look-up-as-pod'
import type { Alias } from '@/lib/domain/alias/alias'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import type { Clock } from '@/lib/domain/clock'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { CaseClient, CaseFacts, CaseService, ProbeFacts } from '@/lib/domain/troubleshoot/case-facts'
import type { Fact } from '@/lib/domain/troubleshoot/fact'
import type { DnsPod } from '@/lib/kubernetes/coredns-pods'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readService } from '@/lib/kubernetes/services'
import { type CheckOptions, check } from './check'
import { checkCorefile, checkDnsPods, checkEgress, checkLog } from './cluster-checks'

/** What a case is looked into with; `client` speaks as the viewer. */
export interface CaseSources {
  clock: Clock
  client: KubeClient
  context: string
  clusterDomain: string
  isConsoleInCluster: boolean
  askNow(service: { serviceName: string; target: string }): Promise<Resolution>
  history(host: string): VerdictChange[]
  /** Where the alias leads inside this cluster; null for a target outside. */
  inCluster(): NamespaceAliasPath | null
  /** Null where there is no way to the cluster's DNS. */
  lookUpAsPod: ((question: { name: string; namespace: string }, signal: AbortSignal) => Promise<PodLookup>) | null
  /** Null for what is not tracked. */
  probe(): Promise<ProbeFacts | null>
  /** Of the whole case, in milliseconds. */
  limitMs?: number
}

const wholeCaseMs = 20_000

/** Makes every check of a case, side by side where none needs another, within 20 s in all. Never throws for what a check meets. */
export async function gatherFacts(sources: CaseSources, alias: Alias, client: CaseClient): Promise<CaseFacts> {
  const { clock, clusterDomain, context, isConsoleInCluster, limitMs = wholeCaseMs } = sources
  const startedMs = clock.now()
  const giveUp = new AbortController()
  const cancel = clock.after(limitMs, () => giveUp.abort(new Error('time is up')))
  const options: CheckOptions = { clock, signal: giveUp.signal }
  try {
    const read = await readFresh(sources, options, alias)
    const { service } = read
    const dnsPods = checkDnsPods(options, sources.client)
    const { namespace } = client
    const egressQuestion = { namespace, targetNamespace: targetNamespace(service, clusterDomain), dnsPods }
    const [[resolved, podLookup, log], corefile, egress, pods] = await Promise.all([
      askThenReadLog(sources, options, { service, client, dnsPods }),
      parsed(checkCorefile(options, sources.client)),
      checkEgress(options, sources.client, egressQuestion),
      dnsPods,
    ])
    const history = service.target === null ? [] : sources.history(service.target)
    const elapsedMs = clock.now() - startedMs
    const at = new Date(startedMs).toISOString()
    const inCluster = sources.inCluster()
    const place = { at, elapsedMs, context, clusterDomain, isConsoleInCluster, client }
    return {
      ...place,
      ...read,
      ...resolved,
      history,
      inCluster,
      podLookup,
      corefile,
      egress,
      dnsPods: counted(pods),
      log,
    }
  } finally {
    cancel()
    giveUp.abort(new Error('the case is closed'))
  }
}

async function readFresh(
  { client, clusterDomain }: CaseSources,
  options: CheckOptions,
  alias: Alias,
): Promise<Pick<CaseFacts, 'service' | 'serviceRead'>> {
  const { namespace, name } = alias
  const right = { verb: 'get', resource: 'services', namespace }
  const read = await check(options, right, () => readService(client, namespace, name))
  const seen = serviceOfAlias(alias, clusterDomain)
  if (read.kind !== 'known') return { service: seen, serviceRead: read }
  const { value: object, elapsedMs } = read
  if (object === null) return { service: seen, serviceRead: { kind: 'known', value: 'gone', elapsedMs } }
  return { service: serviceOfObject(seen, object), serviceRead: { kind: 'known', value: 'present', elapsedMs } }
}

function serviceOfAlias(alias: Alias, clusterDomain: string): CaseService {
  const { namespace, name, type, externalName, target, ports, annotations } = alias
  const serviceName = serviceDnsName(namespace, name, clusterDomain)
  return { namespace, name, serviceName, type, externalName, target, ports, annotations }
}

function serviceOfObject(seen: CaseService, { spec, metadata }: ServiceObject): CaseService {
  const type = spec.type ?? 'ClusterIP'
  const externalName = type === 'ExternalName' ? (spec.externalName ?? null) : null
  const ports = (spec.ports ?? []).map(({ name = null, port, protocol = 'TCP', targetPort = null }) => {
    return { name, port, protocol, targetPort }
  })
  const target = externalName === null ? null : normaliseHost(externalName)
  return { ...seen, type, externalName, target, ports, annotations: metadata.annotations ?? {} }
}

function targetNamespace({ target }: CaseService, clusterDomain: string): string | null {
  return target === null ? null : (readNamespaceAlias(target, clusterDomain)?.namespace ?? null)
}

// The questions themselves may be what makes the cluster's DNS write something down.
async function askThenReadLog(
  sources: CaseSources,
  options: CheckOptions,
  about: { service: CaseService; client: CaseClient; dnsPods: ReturnType<typeof checkDnsPods> },
) {
  const asked = await Promise.all([
    resolveAndProbe(sources, options, about.service),
    lookUp(sources, options, about.service, about.client),
  ])
  return [...asked, await checkLog(options, sources.client, about.dnsPods)] as const
}

// A probe dials an address of the answer, so it waits for that.
async function resolveAndProbe(
  sources: CaseSources,
  options: CheckOptions,
  service: CaseService,
): Promise<Pick<CaseFacts, 'answers' | 'probe'>> {
  const { serviceName, target } = service
  if (target === null) {
    const none = { kind: 'skipped', why: 'The Service has no target.' } as const
    return { answers: none, probe: none }
  }
  const right = { verb: 'ask', resource: 'DNS' }
  const answers = await check(options, right, async () => (await sources.askNow({ serviceName, target })).vantages)
  return { answers, probe: await probeNow(sources, options) }
}

async function probeNow({ probe }: CaseSources, options: CheckOptions): Promise<Fact<ProbeFacts>> {
  const found = await check(options, { verb: 'probe', resource: 'targets' }, probe)
  if (found.kind !== 'known') return found
  return found.value === null
    ? { kind: 'skipped', why: 'Not tried: the console does not follow this alias yet.' }
    : { ...found, value: found.value }
}

async function lookUp(
  { lookUpAsPod }: CaseSources,
  options: CheckOptions,
  { name, namespace, target }: CaseService,
  client: CaseClient,
): Promise<CaseFacts['podLookup']> {
  if (target === null) return { kind: 'skipped', why: 'The Service is no alias.' }
  // CoreDNS keeps silent about a label above 63 bytes: to wait for that would count against it.
  if (checkHostName(target).kind === 'invalid')
    return { kind: 'skipped', why: 'Not asked: DNS cannot carry the target.' }
  if (lookUpAsPod === null) {
    return { kind: 'skipped', why: "Not asked: no way to the cluster's DNS is configured. Set SIGNPOST_CLUSTER_DNS." }
  }
  const written = client.namespace === namespace ? name : `${name}.${namespace}`
  const lookup = await check(options, { verb: 'ask', resource: 'DNS' }, (signal) =>
    lookUpAsPod({ name: written, namespace: client.namespace }, signal),
  )
  if (lookup.kind !== 'known') return lookup
  const { asked, unasked, addresses, problem } = lookup.value
  const queries = asked.map((query) => ({ name: query.name, outcome: query.outcome }))
  return { ...lookup, value: { name: written, asked: queries, unaskedCount: unasked.length, addresses, problem } }
}

function counted(pods: Fact<readonly DnsPod[]>): CaseFacts['dnsPods'] {
  if (pods.kind !== 'known') return pods
  const ready = pods.value.filter(({ isReady }) => isReady).length
  return { ...pods, value: { ready, total: pods.value.length } }
}

async function parsed(reading: Promise<Fact<string>>): Promise<CaseFacts['corefile']> {
  const text = await reading
  return text.kind === 'known' ? { ...text, value: readCorefile(text.value) } : text
}
