import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { createApiClient } from '../contract/api-client.ts'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import type { Identity } from '../control-plane/identities.ts'
import { connectControlPlane } from '../control-plane/remote-control.ts'
import type { Administrator } from './administrator.ts'
import { apiAdministrator } from './api-administrator.ts'
import { kubectlAdministrator } from './kubectl-administrator.ts'

/** A control plane with its DNS and the world outside, as tests of the whole console see it. */
export interface TestPlane extends Pick<ControlPlane, 'contextName' | 'serverUrl' | 'caPath' | 'clusterDns' | 'world'> {
  readonly kubeconfigPath: (identity: Identity) => string
  readonly token: (identity: Identity) => string
  readonly administrator: Administrator
  readonly close: () => Promise<void>
}

/** Whether the run was given a real control plane. */
export function isOnRealPlane(): boolean {
  return providedPlane() !== undefined
}

/** The control plane that the run was given, the real one; else an embedded one of the file's own. */
export async function openTestPlane(): Promise<TestPlane> {
  const provided = providedPlane()
  if (provided === undefined) return embeddedPlane()
  const controlPlane = connectControlPlane(provided.connection, provided.control)
  return { ...controlPlane, administrator: kubectlAdministrator(controlPlane), close: async () => {} }
}

// Absent where the project has no global setup, whatever its declared type says.
function providedPlane(): ReturnType<typeof inject<'controlPlane'>> | undefined {
  return inject('controlPlane')
}

async function embeddedPlane(): Promise<TestPlane> {
  const cluster = await startEmbeddedCluster()
  const { serverUrl, caPath, token } = cluster
  const api = createApiClient({ serverUrl, caPem: await readFile(caPath, 'utf8'), token })
  return {
    ...cluster,
    administrator: apiAdministrator(api),
    close: async () => {
      api.close()
      await cluster.stop()
    },
  }
}
