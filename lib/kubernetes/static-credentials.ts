import { readFile } from 'node:fs/promises'
import type { RequestOptions } from 'node:https'
import { type JsonRecord, stringAt } from './json-value'

/**
 * How to reach a server with what the kubeconfig itself holds or names: certificates, a token, a user name with password. Files are read anew
 * each time. Fails as the file system does.
 */
export async function staticCredentials(cluster: JsonRecord, user: JsonRecord): Promise<RequestOptions> {
  const [ca, cert, key, token] = await Promise.all([
    inlineOrFile(cluster, 'certificate-authority'),
    inlineOrFile(user, 'client-certificate'),
    inlineOrFile(user, 'client-key'),
    readToken(user),
  ])
  const servername = stringAt(cluster, 'tls-server-name')
  const username = stringAt(user, 'username')
  return {
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(servername && { servername }),
    ...(username && { auth: `${username}:${stringAt(user, 'password') ?? ''}` }),
    ...(cluster['insecure-skip-tls-verify'] === true && { rejectUnauthorized: false }),
  }
}

/** The token of a user; a file goes before an inline one, as in kubectl. */
export async function readToken(user: JsonRecord): Promise<string | undefined> {
  const file = stringAt(user, 'tokenFile') ?? stringAt(user, 'token-file')
  return file === undefined ? stringAt(user, 'token') : (await readFile(file, 'utf8')).trim()
}

// Inline data goes before a file, as in kubectl.
async function inlineOrFile(entry: JsonRecord, name: string): Promise<Buffer | undefined> {
  const data = stringAt(entry, `${name}-data`)
  if (data !== undefined) return Buffer.from(data, 'base64')
  const file = stringAt(entry, name)
  return file === undefined ? undefined : readFile(file)
}
