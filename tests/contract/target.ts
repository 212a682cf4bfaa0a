import { readFile } from 'node:fs/promises'
import type { DnsAddress } from '../control-plane/dns-client.ts'
import type { Identity } from '../control-plane/identities.ts'
import type { World } from '../control-plane/world.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { createDnsAsker, type DnsAsker } from './dns-asker.ts'

/** What the contract needs of a control plane, the real one or the embedded one. */
export interface ContractControlPlane {
  readonly serverUrl: string
  readonly caPath: string | null
  readonly clusterDns: DnsAddress
  readonly token: (identity: Identity) => string
  readonly world: Pick<World, 'set' | 'fail' | 'remove'>
  /** Makes every older resourceVersion and every continue token expired. */
  readonly expireResourceVersions: () => Promise<void>
}

/** A control plane as the cases see it: requests as each identity, questions to its DNS, changes of the world outside. */
export interface ContractTarget {
  readonly api: ApiClient
  readonly dns: DnsAsker
  readonly world: ContractControlPlane['world']
  readonly expireResourceVersions: () => Promise<void>
  readonly close: () => void
}

export async function contractTarget(controlPlane: ContractControlPlane): Promise<ContractTarget> {
  const caPem = controlPlane.caPath === null ? null : await readFile(controlPlane.caPath, 'utf8')
  const api = createApiClient({ serverUrl: controlPlane.serverUrl, caPem, token: controlPlane.token })
  return {
    api,
    dns: createDnsAsker(controlPlane.clusterDns),
    world: controlPlane.world,
    expireResourceVersions: controlPlane.expireResourceVersions,
    close: api.close,
  }
}
