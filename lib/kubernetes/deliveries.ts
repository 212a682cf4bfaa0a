import { AppError } from '@/lib/domain/app-error'
import type { Delivery, DeliveryFacts, DeliveryRef, IgnoreRule } from '@/lib/domain/change/delivery'
import type { AccessQuestion } from './access-reviews'
import { readArgoIgnores, usualArgoNamespace } from './argo-ignores'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt, stringMap, textsAt } from './json-value'
import type { KubeClient } from './kube-client'
import { type Resource, resourcePath } from './resource-path'

const timeoutMs = 3_000
const maxRules = 200
/** Argo CD's `--self-heal-timeout-seconds`. */
const argoHealsWithinSeconds = 5

const resources: Record<DeliveryRef['kind'], Pick<Resource, 'group' | 'version' | 'resource'> & { group: string }> = {
  Application: { group: 'argoproj.io', version: 'v1alpha1', resource: 'applications' },
  Kustomization: { group: 'kustomize.toolkit.fluxcd.io', version: 'v1', resource: 'kustomizations' },
  HelmRelease: { group: 'helm.toolkit.fluxcd.io', version: 'v2', resource: 'helmreleases' },
}

/**
 * Reads the object that delivers a Service, as far as this identity may: an Application without a namespace is looked for in `argocd`, then in
 * every namespace, and with it what Argo CD overlooks in all of them. Never throws; what could not be read is a state.
 */
export async function readDelivery(client: KubeClient, ref: DeliveryRef): Promise<Delivery> {
  try {
    const found = await findObject(client, ref)
    if (found === null) return { ref, state: 'missing' }
    const namespace = stringAt(recordAt(found, 'metadata'), 'namespace') ?? ref.namespace
    const facts = readFacts[ref.kind](found)
    const isArgo = ref.kind === 'Application'
    const general = isArgo ? await readArgoIgnores(client, namespace ?? usualArgoNamespace) : null
    return { ref: { ...ref, namespace }, state: 'read', facts: { ...facts, general } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'forbidden') return { ref, state: 'forbidden' }
    return { ref, state: error.code === 'not-found' ? 'not-installed' : 'unavailable' }
  }
}

/** What an identity must be allowed to read the same: the object where it was found; of one that was found nowhere, to look for it. */
export function deliveryRight({ ref, state }: Delivery): AccessQuestion {
  const { group, resource } = resources[ref.kind]
  if (state === 'missing' && ref.namespace === null) return { verb: 'list', group, resource }
  return { verb: 'get', group, resource, namespace: ref.namespace ?? usualArgoNamespace, name: ref.name }
}

async function findObject(client: KubeClient, ref: DeliveryRef): Promise<JsonRecord | null> {
  const api = resources[ref.kind]
  const path = resourcePath({ ...api, namespace: ref.namespace ?? usualArgoNamespace, name: ref.name })
  try {
    const { body } = await client.request({ method: 'GET', path, timeoutMs })
    return isRecord(body) ? body : null
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    // An object that is not there has a Status that says so; a kind that is not there has none.
    if (error.extra.reason !== 'NotFound') throw error
    return ref.namespace === null && isObjectName(ref.name) ? findAnywhere(client, ref) : null
  }
}

async function findAnywhere(client: KubeClient, { kind, name }: DeliveryRef): Promise<JsonRecord | null> {
  const query = { fieldSelector: `metadata.name=${name}`, limit: 2 }
  const { body } = await client.request({ method: 'GET', path: resourcePath(resources[kind]), query, timeoutMs })
  const [first, second] = isRecord(body) ? listAt(body, 'items') : []
  // Of two with one name nobody can say which one it is.
  return isRecord(first) && second === undefined ? first : null
}

// Anything else would be more than one requirement of a field selector.
function isObjectName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)
}

/** What the object says itself. */
type OwnFacts = Omit<DeliveryFacts, 'general'>

const readFacts: Record<DeliveryRef['kind'], (object: JsonRecord) => OwnFacts> = {
  Application: readApplication,
  Kustomization: readKustomization,
  HelmRelease: readHelmRelease,
}

// https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
function readApplication(object: JsonRecord): OwnFacts {
  const spec = recordAt(object, 'spec')
  const policy = recordAt(spec, 'syncPolicy')
  const automated = recordAt(policy, 'automated')
  const isAutomated = isRecord(policy.automated) && automated.enabled !== false
  const corrects = isAutomated && automated.selfHeal === true
  const skip = 'argocd.argoproj.io/skip-reconcile'
  const isSkipped = stringMap(recordAt(object, 'metadata').annotations)[skip] === 'true'
  const [several] = listAt(spec, 'sources').filter(isRecord)
  const source = isRecord(spec.source) ? spec.source : (several ?? {})
  return {
    pausedBy: isSkipped ? `annotation ${skip} is true` : null,
    corrects,
    correctsBy: isAutomated ? `selfHeal is ${corrects}` : 'it does not sync by itself',
    withinSeconds: argoHealsWithinSeconds,
    ignores: listAt(spec, 'ignoreDifferences').filter(isRecord).slice(0, maxRules).map(readArgoRule),
    keepsIgnored: listAt(policy, 'syncOptions').includes('RespectIgnoreDifferences=true'),
    source: words(stringAt(source, 'repoURL'), stringAt(source, 'path') ?? stringAt(source, 'chart')),
  }
}

function readArgoRule(rule: JsonRecord): IgnoreRule {
  return {
    group: stringAt(rule, 'group') ?? (rule.group === undefined || rule.group === '' ? '' : null),
    kind: stringAt(rule, 'kind') ?? null,
    namespace: stringAt(rule, 'namespace') ?? null,
    name: stringAt(rule, 'name') ?? null,
    pointers: textsAt(rule, 'jsonPointers', maxRules),
    expressions: textsAt(rule, 'jqPathExpressions', maxRules),
    managers: textsAt(rule, 'managedFieldsManagers', maxRules),
  }
}

// https://fluxcd.io/flux/components/kustomize/kustomizations/
function readKustomization(object: JsonRecord): OwnFacts {
  const spec = recordAt(object, 'spec')
  const source = recordAt(spec, 'sourceRef')
  return {
    pausedBy: pausedBySuspend(spec),
    corrects: true,
    correctsBy: `interval is ${stringAt(spec, 'interval') ?? 'not set'}`,
    withinSeconds: secondsOf(stringAt(spec, 'interval')),
    ignores: [],
    keepsIgnored: true,
    source: words(named(source), stringAt(spec, 'path')),
  }
}

// https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection
function readHelmRelease(object: JsonRecord): OwnFacts {
  const spec = recordAt(object, 'spec')
  const drift = recordAt(spec, 'driftDetection')
  const chart = recordAt(recordAt(spec, 'chart'), 'spec')
  const mode = stringAt(drift, 'mode') ?? 'disabled'
  return {
    pausedBy: pausedBySuspend(spec),
    corrects: mode === 'enabled',
    correctsBy: `driftDetection.mode is ${mode}`,
    withinSeconds: secondsOf(stringAt(spec, 'interval')),
    ignores: listAt(drift, 'ignore').filter(isRecord).slice(0, maxRules).map(readDriftRule),
    keepsIgnored: true,
    source: words(stringAt(chart, 'chart'), named(recordAt(chart, 'sourceRef'))),
  }
}

function readDriftRule(rule: JsonRecord): IgnoreRule {
  const target = recordAt(rule, 'target')
  return {
    group: stringAt(target, 'group') ?? null,
    kind: stringAt(target, 'kind') ?? null,
    namespace: stringAt(target, 'namespace') ?? null,
    name: stringAt(target, 'name') ?? null,
    pointers: textsAt(rule, 'paths', maxRules),
    expressions: [],
    managers: [],
  }
}

function pausedBySuspend(spec: JsonRecord): string | null {
  return spec.suspend === true ? 'spec.suspend is true' : null
}

// A duration of Go, as `1h30m` or `90s`; Flux takes hours, minutes and seconds.
function secondsOf(text: string | undefined): number | null {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.\d+)?s)?$/.exec(text ?? '')
  if (!parts || text === undefined || text === '') return null
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return hours * 3600 + minutes * 60 + seconds
}

function named(ref: JsonRecord): string | undefined {
  const name = stringAt(ref, 'name')
  return name === undefined ? undefined : `${stringAt(ref, 'kind') ?? 'source'} ${name}`
}

function words(...parts: Array<string | undefined>): string | null {
  const said = parts.filter((part) => part !== undefined)
  return said.length === 0 ? null : said.join(', ').slice(0, 300)
}
