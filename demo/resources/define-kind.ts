import { checkDnsSubdomain } from '../rules/check-name.ts'
import { ageColumn, nameColumn } from './columns.ts'
import type { ResourceKind } from './resource-kind.ts'

type Wanted = Pick<ResourceKind, 'kind' | 'resource' | 'definition'> & Partial<ResourceKind>

/** Fills in what most kinds have in common: namespaced, of the core group, named like a subdomain. */
export function defineKind(wanted: Wanted): ResourceKind {
  const group = wanted.group ?? ''
  return {
    group,
    version: 'v1',
    singular: wanted.kind.toLowerCase(),
    shortNames: [],
    isNamespaced: true,
    isInAll: false,
    storage: group === '' ? wanted.resource : `${wanted.resource}.${group}`,
    hasStatus: false,
    subresources: wanted.hasStatus ? ['status'] : [],
    checkName: checkDnsSubdomain,
    unknownFieldMessage: (field) =>
      `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    selectableFieldNames: [],
    createsOnUpdate: false,
    returnsDeleted: false,
    columns: [nameColumn, ageColumn],
    rules: {},
    ...wanted,
  }
}
