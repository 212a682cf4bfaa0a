import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClusterAccess } from '@/lib/kubernetes/cluster-access'
import { readKubeconfig } from '@/lib/kubernetes/kubeconfig'

export interface AskedReview {
  token: string
  attributes: Record<string, string>
}

export interface ReviewServer {
  access: ClusterAccess
  /** Every access review that arrived, in order. */
  asked: AskedReview[]
  /** What the next requests get: rules by token, or a failure of the server itself. */
  rules: {
    isBroken: boolean
    may(token: string, attributes: Record<string, string>): boolean
    knows(token: string): boolean
  }
  close(): Promise<void>
}

/** An HTTP server on loopback that answers self-subject reviews by rules a test sets, reached through a real kubeconfig file. */
export async function startReviewServer(): Promise<ReviewServer> {
  const asked: AskedReview[] = []
  const rules: ReviewServer['rules'] = { isBroken: false, may: () => true, knows: () => true }
  const server = createServer(async (request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    const body = JSON.parse(await textOf(request))
    if (rules.isBroken) return response.writeHead(500).end()
    if (!rules.knows(token))
      return response.writeHead(401, json).end(JSON.stringify({ kind: 'Status', code: 401, message: 'Unauthorized' }))
    if (request.url?.includes('selfsubjectreviews')) {
      return response
        .writeHead(201, json)
        .end(JSON.stringify({ ...body, status: { userInfo: { username: `user of ${token}`, groups: ['g'] } } }))
    }
    const attributes = body.spec.resourceAttributes
    asked.push({ token, attributes })
    return response
      .writeHead(201, json)
      .end(JSON.stringify({ ...body, status: { allowed: rules.may(token, attributes) } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const folder = await mkdtemp(join(tmpdir(), 'signpost-reviews-'))
  const file = join(folder, 'config')
  await writeFile(file, kubeconfig(port))
  const report = await readKubeconfig({ env: { KUBECONFIG: file }, contexts: null })
  const access = report.clusters[0]
  if (access === undefined) throw new Error(report.problem ?? 'no cluster')
  return {
    access,
    asked,
    rules,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}

const json = { 'content-type': 'application/json' }

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

function kubeconfig(port: number): string {
  return JSON.stringify({
    'current-context': 'reviews',
    contexts: [{ name: 'reviews', context: { cluster: 'reviews', user: 'owner' } }],
    clusters: [{ name: 'reviews', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'owner', user: { token: 'kubeconfig-token' } }],
  })
}
