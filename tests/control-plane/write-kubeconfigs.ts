import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CertificateIdentity, type Identity, machineUser, type Tokens } from './identities.ts'
import { type Credentials, renderKubeconfig } from './kubeconfig.ts'
import type { Pki } from './pki.ts'

interface Kubeconfigs {
  readonly kubeconfigs: Readonly<Record<Identity | CertificateIdentity, string>>
  readonly machineKubeconfig: string
}

/** Writes one kubeconfig per test identity and one for the programs of the control plane, and gives their paths. */
export async function writeKubeconfigs(
  directory: string,
  { serverUrl, pki, tokens }: { readonly serverUrl: string; readonly pki: Pki; readonly tokens: Tokens },
): Promise<Kubeconfigs> {
  const folder = join(directory, 'kubeconfigs')
  await mkdir(folder)
  const write = async (user: string, credentials: Credentials) => {
    const path = join(folder, user)
    await writeFile(path, renderKubeconfig({ serverUrl, caPem: pki.caPem, user, credentials }), { mode: 0o600 })
    return path
  }
  return {
    kubeconfigs: {
      admin: await write('admin', { token: tokens.admin }),
      viewer: await write('viewer', { token: tokens.viewer }),
      editor: await write('editor', { token: tokens.editor }),
      nobody: await write('nobody', { token: tokens.nobody }),
      'admin-certificate': await write('admin-certificate', pki.adminClient),
    },
    machineKubeconfig: await write(machineUser, { token: tokens[machineUser] }),
  }
}
