import { readFile } from 'node:fs/promises'
import { Agent } from 'undici'
import type { ControlPlane } from '../control-plane/control-plane.ts'

export interface ApiAnswer {
  readonly status: number
  readonly bytes: number
  readonly body: Buffer
}

/** The API server over kept connections, as the administrator: the yardstick of a plain client. */
export interface ApiClient {
  readonly send: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<ApiAnswer>
  readonly close: () => Promise<void>
}

const timeoutMs = 30_000

export async function createApiClient(controlPlane: ControlPlane, connections: number): Promise<ApiClient> {
  const ca = await readFile(controlPlane.caPath, 'utf8')
  const agent = new Agent({ connections, connect: { ca }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  const token = `Bearer ${controlPlane.token('admin')}`
  return {
    send: async (method, path, body) => {
      const answer = await agent.request({
        origin: controlPlane.serverUrl,
        method,
        path,
        headers: {
          authorization: token,
          'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        },
        body: body === undefined ? null : JSON.stringify(body),
      })
      const received = Buffer.from(await answer.body.arrayBuffer())
      return { status: answer.statusCode, bytes: received.length, body: received }
    },
    close: () => agent.destroy(),
  }
}
