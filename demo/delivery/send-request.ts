import { readFile } from 'node:fs/promises'
import { Agent, request as httpsRequest } from 'node:https'
import type { BotRequest, SendRequest } from './delivery-bot.ts'

const timeoutMs = 5000

/** Whoever has this token at this API server, over connections that are kept until `close`. */
export interface RequestSender {
  readonly send: SendRequest
  readonly close: () => void
}

/** Sends requests to an API server as JSON; an answer of 300 and above is thrown with the server's words. */
export async function createRequestSender(options: {
  readonly serverUrl: string
  readonly caPath: string
  readonly token: string
}): Promise<RequestSender> {
  const agent = new Agent({ keepAlive: true, ca: await readFile(options.caPath) })
  const send = ({ method, path, query, contentType = 'application/json', body }: BotRequest) =>
    new Promise<unknown>((resolve, reject) => {
      const url = new URL(`${path}?${new URLSearchParams(query)}`, options.serverUrl)
      const headers = { authorization: `Bearer ${options.token}`, 'content-type': contentType }
      const asked = httpsRequest(url, { method, agent, headers, timeout: timeoutMs }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => {
          const status = answer.statusCode ?? 0
          if (status < 300) resolve(JSON.parse(text))
          else reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`))
        })
      })
      asked.on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer`)))
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return { send, close: () => agent.destroy() }
}
