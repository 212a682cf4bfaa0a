import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type Identity, identities, type Tokens } from './access/identities.ts'
import { issueCertificate } from './certificate.ts'

interface IdentityFiles {
  readonly caPath: string
  readonly contextName: string
  readonly serverCertificate: { readonly certificatePem: string; readonly keyPem: string }
  /** One file per identity, each complete in itself. */
  readonly writeKubeconfigs: (serverUrl: string) => Promise<Readonly<Record<Identity, string>>>
}

const hourMs = 3_600_000
const validDays = 30

/** Makes an authority and a server's certificate of a new run, and kubeconfigs for those who may come. */
export async function createIdentityFiles(
  directory: string,
  tokens: Tokens,
  contextName = 'signpost-test',
): Promise<IdentityFiles> {
  const validity = {
    notBefore: new Date(Date.now() - hourMs),
    notAfter: new Date(Date.now() + validDays * 24 * hourMs),
  }
  const authority = issueCertificate({ commonName: 'signpost-embedded-ca', usage: 'authority', ...validity })
  const serverCertificate = issueCertificate(
    { commonName: 'kube-apiserver', usage: 'server', alternativeNames: ['127.0.0.1', 'localhost'], ...validity },
    authority.issuer,
  )
  await mkdir(directory, { recursive: true })
  const caPath = join(directory, 'ca.crt')
  await writeFile(caPath, authority.certificatePem)
  const writeKubeconfigs = async (serverUrl: string) => {
    const write = async (identity: Identity) => {
      const path = join(directory, identity === 'admin' ? 'kubeconfig' : `kubeconfig-${identity}`)
      await writeFile(path, renderKubeconfig(identity, serverUrl), { mode: 0o600 })
      return path
    }
    const [admin, viewer, editor, nobody] = await Promise.all(identities.map(write))
    return { admin: admin ?? '', viewer: viewer ?? '', editor: editor ?? '', nobody: nobody ?? '' }
  }
  const renderKubeconfig = (identity: Identity, server: string) =>
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: contextName,
          cluster: {
            server,
            'certificate-authority-data': Buffer.from(authority.certificatePem).toString('base64'),
          },
        },
      ],
      users: [{ name: identity, user: { token: tokens[identity] } }],
      contexts: [{ name: contextName, context: { cluster: contextName, user: identity } }],
      'current-context': contextName,
    })
  return { caPath, contextName, serverCertificate, writeKubeconfigs }
}
