import { accessReviews } from './cases/access-reviews.ts'
import { aliasFields } from './cases/alias-fields.ts'
import { aliasNames } from './cases/alias-names.ts'
import { clusterDns } from './cases/cluster-dns.ts'
import { configMaps } from './cases/config-maps.ts'
import { controllers } from './cases/controllers.ts'
import { createAndRead } from './cases/create-and-read.ts'
import { discovery } from './cases/discovery.ts'
import { dryRuns } from './cases/dry-runs.ts'
import { endpointSlices, endpoints } from './cases/endpoint-slices.ts'
import { events } from './cases/events.ts'
import { expiredVersions } from './cases/expired-versions.ts'
import { fieldValidation } from './cases/field-validation.ts'
import { identities } from './cases/identities.ts'
import { jsonPatches } from './cases/json-patches.ts'
import { lists } from './cases/lists.ts'
import { managedFields, serverSideApply } from './cases/managed-fields.ts'
import { mergePatches } from './cases/merge-patches.ts'
import { namespaces } from './cases/namespaces.ts'
import { otherTypes } from './cases/other-types.ts'
import { protobuf } from './cases/protobuf.ts'
import { remove } from './cases/remove.ts'
import { replace } from './cases/replace.ts'
import { requests } from './cases/requests.ts'
import { scenarios } from './cases/scenarios.ts'
import { strategicPatches } from './cases/strategic-patches.ts'
import { typeChanges } from './cases/type-changes.ts'
import { watches } from './cases/watches.ts'
import type { ContractSuite } from './contract-suite.ts'

/** Everything that both control planes must do alike while they run undisturbed. */
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
  protobuf,
  lists,
  watches,
  accessReviews,
  identities,
  namespaces,
  endpointSlices,
  endpoints,
  configMaps,
  events,
  discovery,
  controllers,
  clusterDns,
  scenarios,
]

/** What follows when old versions are dropped, for which the real API server starts anew. */
export const disturbingSuites: readonly ContractSuite[] = [expiredVersions]
