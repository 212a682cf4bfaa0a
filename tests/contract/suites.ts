import { accessReviews, identities } from './cases/access.ts'
import { aliasFields } from './cases/alias-fields.ts'
import { aliasNames } from './cases/alias-names.ts'
import { expiredVersions } from './cases/expired-versions.ts'
import { jsonPatches } from './cases/json-patches.ts'
import { lists } from './cases/lists.ts'
import { mergePatches } from './cases/merge-patches.ts'
import { otherTypes } from './cases/other-types.ts'
import { strategicPatches } from './cases/strategic-patches.ts'
import { typeChanges } from './cases/type-changes.ts'
import { watches } from './cases/watches.ts'
import { dryRuns, fieldValidation, managedFields, requests, serverSideApply } from './cases/write-options.ts'
import { createAndRead, remove, replace } from './cases/writes.ts'
import type { ContractSuite } from './contract-suite.ts'

/** Everything that both control planes must do alike. */
export const contractSuites: readonly ContractSuite[] = [
  aliasNames,
  aliasFields,
  otherTypes,
  typeChanges,
  createAndRead,
  replace,
  remove,
  mergePatches,
  jsonPatches,
  strategicPatches,
  dryRuns,
  fieldValidation,
  managedFields,
  serverSideApply,
  requests,
  lists,
  watches,
  accessReviews,
  identities,
  expiredVersions,
]
