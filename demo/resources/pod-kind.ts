import { equalJson } from '../json/equal-json.ts'
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt, valueAt } from '../json/json.ts'
import { forbiddenField } from '../rules/field-error.ts'
import { checkPodSpec } from '../rules/workload/check-pod.ts'
import { setPodSpecDefaults } from '../rules/workload/set-pod-defaults.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

const unreachable = ['not-ready', 'unreachable'].map((name) => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}))

const orNone = (text: string) => text || '<none>'

export const podKind = defineKind({
  kind: 'Pod',
  resource: 'pods',
  shortNames: ['po'],
  isInAll: true,
  definition: 'api.core.v1.Pod',
  hasStatus: true,
  returnsDeleted: true,
  selectableFieldNames: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  selectableFields: (pod) => ({
    'spec.nodeName': textAt(pod, 'spec', 'nodeName'),
    'spec.restartPolicy': textAt(pod, 'spec', 'restartPolicy'),
    'spec.schedulerName': textAt(pod, 'spec', 'schedulerName'),
    'spec.serviceAccountName': textAt(pod, 'spec', 'serviceAccountName'),
    'status.phase': textAt(pod, 'status', 'phase'),
    'status.podIP': textAt(pod, 'status', 'podIP'),
  }),
  unknownFieldMessage: (field) => `field label not supported: ${field}`,
  columns: [
    nameColumn,
    column('Ready', (pod) => {
      const ready = listAt(pod, 'status', 'containerStatuses').filter((status) => valueAt(status, 'ready') === true)
      return `${ready.length}/${listAt(pod, 'spec', 'containers').length}`
    }),
    column('Status', (pod) =>
      pod.metadata.deletionTimestamp === undefined ? textAt(pod, 'status', 'phase') : 'Terminating',
    ),
    column('Restarts', (pod) =>
      String(
        listAt(pod, 'status', 'containerStatuses').reduce<number>(
          (sum, status) => sum + numberAt(status, 'restartCount'),
          0,
        ),
      ),
    ),
    ageColumn,
    wideColumn('IP', (pod) => orNone(textAt(pod, 'status', 'podIP'))),
    wideColumn('Node', (pod) => orNone(textAt(pod, 'spec', 'nodeName'))),
    wideColumn('Nominated Node', () => '<none>'),
    wideColumn('Readiness Gates', () => '<none>'),
  ],
  rules: {
    hasGeneration: true,
    setDefaults: (pod) => {
      const spec = objectAt(pod, 'spec')
      setPodSpecDefaults(spec)
      spec.enableServiceLinks ??= true
      pod.spec = spec
    },
    prepareCreate: (pod) => {
      const spec = objectAt(pod, 'spec')
      spec.tolerations = [...listAt(spec, 'tolerations'), ...unreachable.filter(({ key }) => !hasToleration(spec, key))]
      spec.priority ??= 0
      spec.preemptionPolicy ??= 'PreemptLowerPriority'
      pod.status = { phase: 'Pending', qosClass: 'BestEffort' }
    },
    validate: (pod, old) => [
      ...checkPodSpec(pod.spec, 'spec'),
      ...(old !== null && !equalJson(withoutMutable(pod), withoutMutable(old))
        ? [
            forbiddenField(
              'spec',
              'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
            ),
          ]
        : []),
    ],
  },
})

const hasToleration = (spec: JsonObject, key: string) =>
  listAt(spec, 'tolerations').some((item) => textAt(item, 'key') === key)

function withoutMutable(pod: KubeObject): JsonObject {
  const { activeDeadlineSeconds: _seconds, tolerations: _tolerations, ...spec } = objectAt(pod, 'spec')
  const containers = listAt(spec, 'containers').filter(isObject)
  return { ...spec, containers: containers.map(({ image: _image, ...rest }) => rest) }
}
