import { inject } from 'vitest'
import type { ControlPlane } from './control-plane.ts'
import { connectControlPlane } from './remote-control.ts'

/** The control plane that the vitest run started (tests/control-plane/global-setup.ts), usable from any test file. */
export function providedControlPlane(): ControlPlane {
  const { connection, control } = inject('controlPlane')
  return connectControlPlane(connection, control)
}
