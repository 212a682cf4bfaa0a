import { textAt } from '../json/json.ts'
import { column, nameColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

/** An Application of Argo CD, with the columns that its CustomResourceDefinition prints. */
export const applicationKind = defineKind({
  group: 'argoproj.io',
  version: 'v1alpha1',
  kind: 'Application',
  resource: 'applications',
  shortNames: ['app', 'apps'],
  definition: 'argoproj.v1alpha1.Application',
  isCustom: true,
  columns: [
    nameColumn,
    column('Sync Status', (application) => textAt(application, 'status', 'sync', 'status')),
    column('Health Status', (application) => textAt(application, 'status', 'health', 'status')),
  ],
  rules: { hasGeneration: true },
})
