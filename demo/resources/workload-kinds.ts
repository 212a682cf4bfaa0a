import { equalJson } from '../json/equal-json.ts'
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt, textsOf, valueAt } from '../json/json.ts'
import { type FieldError, invalid, required } from '../rules/field-error.ts'
import { checkPodSpec } from '../rules/workload/check-pod.ts'
import { matchesSelector } from '../rules/workload/match-selector.ts'
import { setPodSpecDefaults } from '../rules/workload/set-pod-defaults.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn, selectorText, wideColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'
import type { Column, ResourceKind } from './resource-kind.ts'

const containersOf = (object: KubeObject) => listAt(object, 'spec', 'template', 'spec', 'containers')
const containerColumns: readonly Column[] = [
  wideColumn('Containers', (object) =>
    containersOf(object)
      .map((item) => textAt(item, 'name'))
      .join(','),
  ),
  wideColumn('Images', (object) =>
    containersOf(object)
      .map((item) => textAt(item, 'image'))
      .join(','),
  ),
]
const selectorColumn = wideColumn('Selector', (object) =>
  selectorText(textsOf(objectAt(object, 'spec', 'selector').matchLabels)),
)
const count = (name: string, ...path: readonly string[]) =>
  column(name, (object) => numberAt(object, ...path), 'integer')
const readyOfWanted = column(
  'Ready',
  (object) => `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`,
)

function defineWorkload(
  wanted: Pick<ResourceKind, 'kind' | 'resource' | 'shortNames' | 'columns'>,
  setOwnDefaults: (spec: JsonObject) => void,
  emptyStatus: JsonObject,
): ResourceKind {
  return defineKind({
    ...wanted,
    group: 'apps',
    isInAll: true,
    definition: `api.apps.v1.${wanted.kind}`,
    hasStatus: true,
    subresources: wanted.kind === 'DaemonSet' ? ['status'] : ['scale', 'status'],
    rules: {
      hasGeneration: true,
      setDefaults: (object) => {
        const spec = objectAt(object, 'spec')
        object.spec = spec
        setTemplateDefaults(spec)
        setOwnDefaults(spec)
      },
      prepareCreate: (object) => {
        object.status = { ...emptyStatus }
      },
      validate: checkWorkload,
    },
  })
}

function setTemplateDefaults(spec: JsonObject): void {
  const template = objectAt(spec, 'template')
  const podSpec = objectAt(template, 'spec')
  setPodSpecDefaults(podSpec)
  spec.template = { ...template, metadata: objectAt(template, 'metadata'), spec: podSpec }
}

function checkWorkload(object: KubeObject, old: KubeObject | null): FieldError[] {
  const selector = valueAt(object, 'spec', 'selector')
  const labels = valueAt(object, 'spec', 'template', 'metadata', 'labels')
  const errors: FieldError[] = []
  if (selector === undefined) errors.push(required('spec.selector'))
  else if (old !== null && !equalJson(selector, valueAt(old, 'spec', 'selector')))
    errors.push(invalid('spec.selector', selector, 'field is immutable'))
  if (!matchesSelector(selector, labels ?? {}))
    errors.push(invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'))
  return [...errors, ...checkPodSpec(valueAt(object, 'spec', 'template', 'spec'), 'spec.template.spec')]
}

function setRollingUpdate(spec: JsonObject, key: string, values: JsonObject): void {
  const strategy = objectAt(spec, key)
  strategy.type ??= 'RollingUpdate'
  if (strategy.type === 'RollingUpdate') strategy.rollingUpdate = { ...values, ...objectAt(strategy, 'rollingUpdate') }
  spec[key] = strategy
}

export const deploymentKind = defineWorkload(
  {
    kind: 'Deployment',
    resource: 'deployments',
    shortNames: ['deploy'],
    columns: [
      nameColumn,
      readyOfWanted,
      count('Up-to-date', 'status', 'updatedReplicas'),
      count('Available', 'status', 'availableReplicas'),
      ageColumn,
      ...containerColumns,
      selectorColumn,
    ],
  },
  (spec) => {
    spec.replicas ??= 1
    setRollingUpdate(spec, 'strategy', { maxUnavailable: '25%', maxSurge: '25%' })
    spec.revisionHistoryLimit ??= 10
    spec.progressDeadlineSeconds ??= 600
  },
  {},
)

export const replicaSetKind = defineWorkload(
  {
    kind: 'ReplicaSet',
    resource: 'replicasets',
    shortNames: ['rs'],
    columns: [
      nameColumn,
      count('Desired', 'spec', 'replicas'),
      count('Current', 'status', 'replicas'),
      count('Ready', 'status', 'readyReplicas'),
      ageColumn,
      ...containerColumns,
      selectorColumn,
    ],
  },
  (spec) => {
    spec.replicas ??= 1
  },
  { replicas: 0 },
)

export const statefulSetKind = defineWorkload(
  {
    kind: 'StatefulSet',
    resource: 'statefulsets',
    shortNames: ['sts'],
    columns: [nameColumn, readyOfWanted, ageColumn, ...containerColumns],
  },
  (spec) => {
    spec.replicas ??= 1
    spec.podManagementPolicy ??= 'OrderedReady'
    setRollingUpdate(spec, 'updateStrategy', { partition: 0, maxUnavailable: 1 })
    spec.revisionHistoryLimit ??= 10
    spec.persistentVolumeClaimRetentionPolicy ??= { whenDeleted: 'Retain', whenScaled: 'Retain' }
  },
  { replicas: 0, availableReplicas: 0 },
)

export const daemonSetKind = defineWorkload(
  {
    kind: 'DaemonSet',
    resource: 'daemonsets',
    shortNames: ['ds'],
    columns: [
      nameColumn,
      count('Desired', 'status', 'desiredNumberScheduled'),
      count('Current', 'status', 'currentNumberScheduled'),
      count('Ready', 'status', 'numberReady'),
      count('Up-to-date', 'status', 'updatedNumberScheduled'),
      count('Available', 'status', 'numberAvailable'),
      column('Node Selector', (object) =>
        selectorText(textsOf(objectAt(object, 'spec', 'template', 'spec').nodeSelector)),
      ),
      ageColumn,
      ...containerColumns,
      selectorColumn,
    ],
  },
  (spec) => {
    setRollingUpdate(spec, 'updateStrategy', { maxUnavailable: 1, maxSurge: 0 })
    spec.revisionHistoryLimit ??= 10
  },
  { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
)

export const cronJobKind = defineKind({
  group: 'batch',
  kind: 'CronJob',
  resource: 'cronjobs',
  shortNames: ['cj'],
  isInAll: true,
  definition: 'api.batch.v1.CronJob',
  hasStatus: true,
  columns: [
    nameColumn,
    column('Schedule', (object) => textAt(object, 'spec', 'schedule')),
    column('Timezone', (object) => textAt(object, 'spec', 'timeZone') || '<none>'),
    {
      name: 'Suspend',
      type: 'string',
      priority: 0,
      value: (object) => (valueAt(object, 'spec', 'suspend') === true ? 'True' : 'False'),
    },
    column('Active', (object) => listAt(object, 'status', 'active').length, 'integer'),
    column('Last Schedule', (object) => textAt(object, 'status', 'lastScheduleTime') || '<none>'),
    ageColumn,
    wideColumn('Containers', (object) =>
      jobContainers(object)
        .map((item) => textAt(item, 'name'))
        .join(','),
    ),
    wideColumn('Images', (object) =>
      jobContainers(object)
        .map((item) => textAt(item, 'image'))
        .join(','),
    ),
    wideColumn('Selector', () => '<none>'),
  ],
  rules: {
    hasGeneration: true,
    setDefaults: (object) => {
      const spec = objectAt(object, 'spec')
      spec.concurrencyPolicy ??= 'Allow'
      spec.suspend ??= false
      const job = objectAt(spec, 'jobTemplate')
      const jobSpec = objectAt(job, 'spec')
      setTemplateDefaults(jobSpec)
      spec.jobTemplate = { ...job, metadata: objectAt(job, 'metadata'), spec: jobSpec }
      spec.successfulJobsHistoryLimit ??= 3
      spec.failedJobsHistoryLimit ??= 1
      object.spec = spec
    },
    prepareCreate: (object) => {
      object.status = {}
    },
    validate: (object) => [
      ...(textAt(object, 'spec', 'schedule') === '' ? [required('spec.schedule')] : []),
      ...checkPodSpec(
        valueAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec'),
        'spec.jobTemplate.spec.template.spec',
      ),
    ],
  },
})

const jobContainers = (object: KubeObject) =>
  listAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers').filter(isObject)
