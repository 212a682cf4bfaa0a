import { providedControlPlane } from '../control-plane/provided-control-plane'
import { describeDnsForward } from '../plane/dns-forward-cases'

const controlPlane = providedControlPlane()

describeDnsForward(() => controlPlane)
