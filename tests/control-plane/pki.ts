import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueCertificate } from '../../demo/certificate.ts'

export interface Pki {
  readonly caPath: string
  readonly caPem: string
  readonly server: { readonly certificatePath: string; readonly keyPath: string }
  readonly adminClient: { readonly certificatePem: string; readonly keyPem: string }
  readonly serviceAccountKeyPath: string
}

const serverNames = [
  '127.0.0.1',
  '10.96.0.1',
  'localhost',
  'node-1',
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
]
const hourMs = 3_600_000

/** Makes one authority for a run, with a certificate for the servers and one for an administrator. */
export async function createPki(directory: string): Promise<Pki> {
  const folder = join(directory, 'pki')
  await mkdir(folder, { recursive: true })
  const validity = { notBefore: new Date(Date.now() - hourMs), notAfter: new Date(Date.now() + 30 * 24 * hourMs) }
  const authority = issueCertificate({ commonName: 'signpost-test-ca', usage: 'authority', ...validity })
  const server = issueCertificate(
    { commonName: 'kube-apiserver', usage: 'server', alternativeNames: serverNames, ...validity },
    authority.issuer,
  )
  const client = issueCertificate(
    { commonName: 'admin-certificate', organization: 'system:masters', usage: 'client', ...validity },
    authority.issuer,
  )
  const serviceAccount = issueCertificate({ commonName: 'service-accounts', usage: 'authority', ...validity })
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  return {
    caPem: authority.certificatePem,
    caPath: await write('ca.crt', authority.certificatePem),
    server: {
      certificatePath: await write('server.crt', server.certificatePem),
      keyPath: await write('server.key', server.keyPem),
    },
    adminClient: { certificatePem: client.certificatePem, keyPem: client.keyPem },
    serviceAccountKeyPath: await write('service-account.key', serviceAccount.keyPem),
  }
}
