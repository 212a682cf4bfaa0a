import { stringify } from 'yaml'

export type Credentials = { readonly token: string } | { readonly certificatePem: string; readonly keyPem: string }

export const contextName = 'signpost-test'

/** A kubeconfig that needs no other file: one cluster, one user, one context named `signpost-test`. */
export function renderKubeconfig(options: {
  readonly serverUrl: string
  readonly caPem: string
  readonly user: string
  readonly credentials: Credentials
}): string {
  const { credentials } = options
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const user =
    'token' in credentials
      ? { token: credentials.token }
      : {
          'client-certificate-data': base64(credentials.certificatePem),
          'client-key-data': base64(credentials.keyPem),
        }
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: contextName,
        cluster: { server: options.serverUrl, 'certificate-authority-data': base64(options.caPem) },
      },
    ],
    users: [{ name: options.user, user }],
    contexts: [{ name: contextName, context: { cluster: contextName, user: options.user } }],
    'current-context': contextName,
  })
}
