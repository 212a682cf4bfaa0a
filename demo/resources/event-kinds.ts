import { type JsonObject, numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { checkQualifiedName } from '../rules/check-name.ts'
import { type FieldError, invalid, required } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { age } from './age.ts'
import { column, wideColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'
import type { ResourceKind } from './resource-kind.ts'

const selectable = [
  'involvedObject.apiVersion',
  'involvedObject.fieldPath',
  'involvedObject.kind',
  'involvedObject.name',
  'involvedObject.namespace',
  'involvedObject.resourceVersion',
  'involvedObject.uid',
  'reason',
  'reportingComponent',
  'source',
  'type',
]

const lastSeen = (event: KubeObject) =>
  textAt(event, 'series', 'lastObservedTime') ||
  textAt(event, 'lastTimestamp') ||
  textAt(event, 'eventTime') ||
  textAt(event, 'firstTimestamp')
const sourceOf = (event: KubeObject) => {
  const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent')
  const host = textAt(event, 'source', 'host')
  return host === '' ? component : `${component}, ${host}`
}

const shared: Partial<ResourceKind> & Pick<ResourceKind, 'kind' | 'resource'> = {
  kind: 'Event',
  resource: 'events',
  shortNames: ['ev'],
  storage: 'events',
  createsOnUpdate: true,
  selectableFieldNames: selectable,
  selectableFields: (event) => ({
    ...Object.fromEntries(
      Object.entries(objectAt(event, 'involvedObject')).map(([key, value]) => [`involvedObject.${key}`, String(value)]),
    ),
    reason: textAt(event, 'reason'),
    reportingComponent: textAt(event, 'reportingComponent'),
    source: textAt(event, 'source', 'component') || textAt(event, 'reportingComponent'),
    type: textAt(event, 'type'),
  }),
  unknownFieldMessage: (field) => `field label not supported: ${field}`,
}

const columns = (view: (event: KubeObject) => KubeObject) => [
  column('Last Seen', (event, now) => age(lastSeen(view(event)), now)),
  column('Type', (event) => textAt(view(event), 'type')),
  column('Reason', (event) => textAt(view(event), 'reason')),
  column('Object', (event) => {
    const { kind, name } = objectAt(view(event), 'involvedObject')
    return `${String(kind ?? '').toLowerCase()}/${String(name ?? '')}`
  }),
  wideColumn('Subobject', (event) => textAt(view(event), 'involvedObject', 'fieldPath')),
  wideColumn('Source', (event) => sourceOf(view(event))),
  column('Message', (event) => textAt(view(event), 'message').trim()),
  wideColumn('First Seen', (event, now) =>
    age(textAt(view(event), 'firstTimestamp') || textAt(view(event), 'eventTime'), now),
  ),
  wideColumn('Count', (event) => String(numberAt(view(event), 'count') || 1)),
  wideColumn('Name', (event) => textAt(event.metadata, 'name')),
]

export const coreEventKind = defineKind({
  ...shared,
  definition: 'api.core.v1.Event',
  columns: columns((event) => event),
  fromStorage: (event) => ({
    ...event,
    source: event.source ?? {},
    firstTimestamp: event.firstTimestamp ?? null,
    lastTimestamp: event.lastTimestamp ?? null,
    eventTime: event.eventTime ?? null,
    reportingComponent: event.reportingComponent ?? '',
    reportingInstance: event.reportingInstance ?? '',
  }),
  rules: {
    validate: (event, old) => {
      const errors = checkNamespace(event, textAt(event, 'involvedObject', 'namespace'))
      // Only those who give a time of the new kind are held to the new rules.
      return old === null && textAt(event, 'eventTime') !== '' ? [...errors, ...checkEvent(event)] : errors
    },
  },
})

export const eventKind = defineKind({
  ...shared,
  group: 'events.k8s.io',
  errorGroup: '',
  definition: 'api.events.v1.Event',
  selectableFieldNames: [
    ...selectable,
    ...selectable
      .filter((name) => name.startsWith('involvedObject.'))
      .map((name) => name.replace('involvedObject', 'regarding')),
    'reportingController',
  ],
  selectableFields: (event) => ({
    ...shared.selectableFields?.(event),
    ...Object.fromEntries(
      Object.entries(objectAt(event, 'involvedObject')).map(([key, value]) => [`regarding.${key}`, String(value)]),
    ),
    reportingController: textAt(event, 'reportingComponent'),
  }),
  columns: columns(toCore),
  toStorage: toCore,
  fromStorage: fromCore,
  rules: {
    validate: (event, old) => (old === null ? checkEvent(toCore(event)) : []),
  },
})

const names: readonly (readonly [core: string, current: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
]

function rename(
  event: KubeObject,
  apiVersion: string,
  pairs: readonly (readonly [from: string, to: string])[],
): KubeObject {
  const renamed: JsonObject = {}
  for (const [key, value] of Object.entries(event)) renamed[pairs.find(([from]) => from === key)?.[1] ?? key] = value
  return { ...renamed, apiVersion, kind: 'Event', metadata: event.metadata }
}

function toCore(event: KubeObject): KubeObject {
  if (event.apiVersion === 'v1') return event
  const core = rename(
    event,
    'v1',
    names.map(([core, current]) => [current, core] as const),
  )
  for (const [key] of names) if (core[key] === null) delete core[key]
  return core
}

function fromCore(event: KubeObject): KubeObject {
  const current = rename(event, 'events.k8s.io/v1', names)
  return {
    ...current,
    eventTime: valueAt(event, 'eventTime') ?? null,
    deprecatedSource: event.source ?? {},
    deprecatedFirstTimestamp: event.firstTimestamp ?? null,
    deprecatedLastTimestamp: event.lastTimestamp ?? null,
  }
}

function checkNamespace(event: KubeObject, involved: string): FieldError[] {
  const own = textAt(event.metadata, 'namespace')
  if (involved === '' ? own === 'default' : involved === own) return []
  return [invalid('involvedObject.namespace', involved, 'does not match event.namespace')]
}

function checkEvent(event: KubeObject): FieldError[] {
  const errors: FieldError[] = []
  const controller = textAt(event, 'reportingComponent')
  if (textAt(event, 'eventTime') === '') errors.push(required('eventTime'))
  if (controller === '') errors.push(required('reportingController'))
  errors.push(...checkQualifiedName(controller).map((why) => invalid('reportingController', controller, why)))
  for (const key of ['reportingInstance', 'action', 'reason'])
    if (textAt(event, key) === '') errors.push(required(key))
    else if (textAt(event, key).length > 128) errors.push(invalid(key, '', 'can have at most 128 characters'))
  if (textAt(event, 'message').length > 1024) errors.push(invalid('message', '', 'can have at most 1024 characters'))
  const type = textAt(event, 'type')
  if (!['Normal', 'Warning'].includes(type)) errors.push(invalid('type', '', `has invalid value: ${type}`))
  return errors
}
