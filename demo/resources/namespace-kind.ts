import { textAt, textsOf } from '../json/json.ts'
import { checkDnsLabel } from '../rules/check-name.ts'
import { ageColumn, column, nameColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

export const namespaceKind = defineKind({
  kind: 'Namespace',
  resource: 'namespaces',
  shortNames: ['ns'],
  isNamespaced: false,
  definition: 'api.core.v1.Namespace',
  hasStatus: true,
  subresources: ['finalize', 'status'],
  checkName: checkDnsLabel,
  selectableFieldNames: ['status.phase'],
  selectableFields: (namespace) => ({ 'status.phase': textAt(namespace, 'status', 'phase') }),
  unknownFieldMessage: (field) => `field label not supported: ${field}`,
  returnsDeleted: true,
  columns: [nameColumn, column('Status', (namespace) => textAt(namespace, 'status', 'phase')), ageColumn],
  rules: {
    setDefaults: (namespace) => {
      const labels = textsOf(namespace.metadata.labels)
      const name = textAt(namespace.metadata, 'name')
      if (name !== '')
        namespace.metadata = { ...namespace.metadata, labels: { ...labels, 'kubernetes.io/metadata.name': name } }
    },
    prepareCreate: (namespace) => {
      namespace.spec = { finalizers: ['kubernetes'] }
      namespace.status = { phase: 'Active' }
    },
    prepareUpdate: (namespace, old) => {
      if (old.spec !== undefined) namespace.spec = old.spec
    },
  },
})
