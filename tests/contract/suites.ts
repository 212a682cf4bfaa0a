import { aliasFields } from './cases/alias-fields.ts'
import { aliasNames } from './cases/alias-names.ts'
import { otherTypes } from './cases/other-types.ts'
import { typeChanges } from './cases/type-changes.ts'
import type { ContractSuite } from './contract-suite.ts'

/** Everything that both control planes must do alike. */
export const contractSuites: readonly ContractSuite[] = [aliasNames, aliasFields, otherTypes, typeChanges]
