import { registerSuites } from '../../contract/contract-suite.ts'
import { disturbingSuites } from '../../contract/suites.ts'
import { contractTarget } from '../../contract/target.ts'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'

registerSuites(disturbingSuites, () => contractTarget(providedControlPlane()))
