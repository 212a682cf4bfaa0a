import { changeOperations } from './change-operations'
import { dependencyOperations } from './dependency-operations'
import { draftOperations } from './draft-operations'
import { importEnvironmentsOperation } from './environment-import'
import { environmentOperations } from './environment-operations'
import { findingOperations } from './finding-operations'
import { findingPolicyOperation } from './finding-policy'
import { inventoryOperations } from './inventory-operations'
import { migrationOperations } from './migration-operations'
import { reviewOperations } from './review-operations'
import { serviceOperations } from './service-operations'
import { sessionOperations } from './session-operations'
import { troubleshootOperations } from './troubleshoot-operations'

/** Every operation of the API, for its document. A page or a route takes the area that it needs, so that it loads no other schema. */
export const operations = {
  ...inventoryOperations,
  ...serviceOperations,
  ...troubleshootOperations,
  ...draftOperations,
  ...dependencyOperations,
  ...findingOperations,
  ...changeOperations,
  ...migrationOperations,
  ...environmentOperations,
  ...reviewOperations,
  ...sessionOperations,
  exportFindingPolicy: findingPolicyOperation,
  importEnvironments: importEnvironmentsOperation,
} as const
