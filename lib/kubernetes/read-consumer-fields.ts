import { readRecordName } from '@/lib/domain/change/record-name'
import type { ScannedField } from '@/lib/domain/consumer/consumer'
import { readReviewRecordName } from '@/lib/domain/review/review-record-name'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'
import type { KubeObject } from './kube-object'

const mostFields = 5_000

/** The fields of an object that may name a host, 5,000 at most; none of a kind that is not known, or of what another object makes. */
export function readConsumerFields(kind: string, object: KubeObject): ScannedField[] {
  return [...fieldsOf(kind, object)].slice(0, mostFields)
}

function fieldsOf(kind: string, object: KubeObject): Iterable<ScannedField> {
  const spec = recordAt(object, 'spec')
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return templateFields(spec, 'spec')
    case 'CronJob':
      return templateFields(recordAt(recordAt(spec, 'jobTemplate'), 'spec'), 'spec.jobTemplate.spec')
    // What a controller made says what its controller says.
    case 'Job':
      return isMade(object) ? [] : templateFields(spec, 'spec')
    case 'Pod':
      return isMade(object) ? [] : podFields(spec, 'spec')
    case 'ConfigMap':
      // Our own records tell of every target that there was.
      return isOwnRecord(object) ? [] : dataFields(recordAt(object, 'data'))
    case 'Ingress':
      return ingressFields(spec)
    case 'VirtualService':
      return virtualServiceFields(spec)
    case 'ServiceEntry':
      return serviceEntryFields(spec)
    default:
      return kind.endsWith('Route') ? routeFields(spec) : []
  }
}

function isOwnRecord({ metadata: { name } }: KubeObject): boolean {
  return readRecordName(name) !== null || readReviewRecordName(name) !== null
}

function isMade({ metadata }: KubeObject): boolean {
  return listAt(metadata, 'ownerReferences').some((owner) => isRecord(owner) && owner.controller === true)
}

function templateFields(spec: JsonRecord, path: string): Iterable<ScannedField> {
  return podFields(recordAt(recordAt(spec, 'template'), 'spec'), `${path}.template.spec`)
}

function* podFields(spec: JsonRecord, path: string): Generator<ScannedField> {
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const container of listAt(spec, list).filter(isRecord)) {
      const name = stringAt(container, 'name') ?? ''
      yield* containerFields(container, name, `${path}.${list}[${name}]`)
    }
  }
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe']

function* containerFields(container: JsonRecord, name: string, path: string): Generator<ScannedField> {
  for (const entry of listAt(container, 'env').filter(isRecord)) {
    const key = stringAt(entry, 'name') ?? ''
    yield* textField(entry.value, { field: `${path}.env[${key}]`, container: name, key })
  }
  for (const list of ['command', 'args']) yield* wordFields(listAt(container, list), `${path}.${list}`, name)
  for (const probe of probes) {
    const { host } = recordAt(recordAt(container, probe), 'httpGet')
    yield* textField(host, { field: `${path}.${probe}.httpGet.host`, container: name, isHost: true })
  }
}

// `--db-host`, `my-db`: a flag names the word behind it.
function* wordFields(words: readonly unknown[], path: string, container: string): Generator<ScannedField> {
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    const key = typeof before === 'string' && /^--?[A-Za-z][\w.-]*$/.test(before) ? before : null
    yield* textField(word, { field: `${path}[${index}]`, container, key })
  }
}

function* dataFields(data: JsonRecord): Generator<ScannedField> {
  for (const [key, value] of Object.entries(data)) yield* textField(value, { field: `data[${key}]`, key })
}

function* ingressFields(spec: JsonRecord): Generator<ScannedField> {
  const backend = (value: unknown, field: string) =>
    textField(stringAt(recordAt(isRecord(value) ? value : {}, 'service'), 'name'), {
      ...{ field: `${field}.service.name`, isHost: true },
    })
  yield* backend(spec.defaultBackend, 'spec.defaultBackend')
  for (const [index, rule] of listAt(spec, 'rules').filter(isRecord).entries()) {
    for (const [at, path] of listAt(recordAt(rule, 'http'), 'paths').filter(isRecord).entries())
      yield* backend(path.backend, `spec.rules[${index}].http.paths[${at}].backend`)
  }
}

function* routeFields(spec: JsonRecord): Generator<ScannedField> {
  for (const [index, rule] of listAt(spec, 'rules').filter(isRecord).entries()) {
    const path = `spec.rules[${index}]`
    for (const [at, ref] of listAt(rule, 'backendRefs').filter(isRecord).entries())
      yield* backendRef(ref, `${path}.backendRefs[${at}]`)
    for (const [at, filter] of listAt(rule, 'filters').filter(isRecord).entries())
      yield* backendRef(
        recordAt(recordAt(filter, 'requestMirror'), 'backendRef'),
        `${path}.filters[${at}].requestMirror.backendRef`,
      )
  }
}

// A reference leads to a Service of the core group unless it says otherwise (Gateway API, BackendObjectReference).
function* backendRef(ref: JsonRecord, field: string): Generator<ScannedField> {
  if ((stringAt(ref, 'kind') ?? 'Service') !== 'Service' || (stringAt(ref, 'group') ?? '') !== '') return
  const namespace = stringAt(ref, 'namespace')
  yield* textField(ref.name, { field: `${field}.name`, isHost: true, ...(namespace && { namespace }) })
}

function* virtualServiceFields(spec: JsonRecord): Generator<ScannedField> {
  for (const protocol of ['http', 'tls', 'tcp']) {
    for (const [index, rule] of listAt(spec, protocol).filter(isRecord).entries()) {
      const path = `spec.${protocol}[${index}]`
      for (const list of ['route', 'mirrors']) {
        for (const [at, entry] of listAt(rule, list).filter(isRecord).entries())
          yield* textField(recordAt(entry, 'destination').host, {
            ...{ field: `${path}.${list}[${at}].destination.host`, isHost: true },
          })
      }
      yield* textField(recordAt(rule, 'mirror').host, { field: `${path}.mirror.host`, isHost: true })
    }
  }
}

function* serviceEntryFields(spec: JsonRecord): Generator<ScannedField> {
  for (const [index, host] of listAt(spec, 'hosts').entries())
    yield* textField(host, { field: `spec.hosts[${index}]`, isHost: true })
  for (const [index, endpoint] of listAt(spec, 'endpoints').filter(isRecord).entries())
    yield* textField(endpoint.address, { field: `spec.endpoints[${index}].address`, isHost: true })
}

interface Place {
  field: string
  container?: string
  key?: string | null
  isHost?: boolean
  namespace?: string
}

function* textField(value: unknown, place: Place): Generator<ScannedField> {
  if (typeof value === 'string' && value !== '') yield { container: null, key: null, isHost: false, ...place, value }
}
