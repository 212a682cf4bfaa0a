import { listAt, numberAt, objectAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

const rolePrefix = 'node-role.kubernetes.io/'

export const nodeKind = defineKind({
  kind: 'Node',
  resource: 'nodes',
  shortNames: ['no'],
  isNamespaced: false,
  definition: 'api.core.v1.Node',
  hasStatus: true,
  selectableFieldNames: ['spec.unschedulable'],
  selectableFields: (node) => ({ 'spec.unschedulable': String(objectAt(node, 'spec').unschedulable === true) }),
  unknownFieldMessage: (field) => `field label not supported: ${field}`,
  columns: [
    nameColumn,
    column('Status', statusText),
    column('Roles', (node) => {
      const roles = Object.keys(objectAt(node.metadata, 'labels')).filter((label) => label.startsWith(rolePrefix))
      return roles.map((label) => label.slice(rolePrefix.length)).join(',') || '<none>'
    }),
    ageColumn,
    column('Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
    wideColumn('Internal-IP', (node) => addressOf(node, 'InternalIP')),
    wideColumn('External-IP', (node) => addressOf(node, 'ExternalIP')),
    wideColumn('OS-Image', (node) => textAt(node, 'status', 'nodeInfo', 'osImage') || '<unknown>'),
    wideColumn('Kernel-Version', (node) => textAt(node, 'status', 'nodeInfo', 'kernelVersion') || '<unknown>'),
    wideColumn(
      'Container-Runtime',
      (node) => textAt(node, 'status', 'nodeInfo', 'containerRuntimeVersion') || '<unknown>',
    ),
  ],
  rules: {
    setDefaults: (node) => {
      node.status ??= {}
    },
    prepareCreate: (node) => {
      node.spec ??= {}
      const port = numberAt(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port')
      if (port === 0) node.status = { ...objectAt(node, 'status'), daemonEndpoints: { kubeletEndpoint: { Port: 0 } } }
    },
  },
})

function statusText(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').find((condition) => textAt(condition, 'type') === 'Ready')
  return ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
}

const addressOf = (node: KubeObject, type: string) =>
  textAt(
    listAt(node, 'status', 'addresses').find((item) => textAt(item, 'type') === type),
    'address',
  ) || '<none>'
