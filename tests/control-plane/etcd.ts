import { explainEnding } from './managed-process.ts'
import { poll } from './poll.ts'
import type { Run } from './run.ts'

/** Starts one etcd member without disk syncs; gives its address when it answers its health question. */
export async function startEtcd(run: Run, command: string, ports: { client: number; peer: number }): Promise<string> {
  const url = `http://127.0.0.1:${ports.client}`
  const peerUrl = `http://127.0.0.1:${ports.peer}`
  const started = await run.start('etcd', command, [
    `--data-dir=${run.directory}/etcd`,
    '--unsafe-no-fsync',
    '--log-level=warn',
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
  ])
  const isHealthy = async () => (await fetch(`${url}/health`)).ok
  try {
    await poll(isHealthy, { what: 'etcd is healthy', timeoutMs: 15_000, abort: started.ending })
  } catch (error) {
    throw new Error(`etcd: ${(await explainEnding(started)) ?? 'no healthy answer'}`, { cause: error })
  }
  return url
}

/** Forgets every revision before the present one, as etcd does every five minutes in production. */
export async function compactEtcd(url: string): Promise<void> {
  const range = await post(`${url}/v3/kv/range`, {
    key: encode('/'),
    keys_only: true,
    limit: 1,
  })
  const revision = readRevision(range)
  await post(`${url}/v3/kv/compaction`, { revision, physical: true })
}

/** etcd's own bound for one transaction. */
export const maxPuts = 128

/** Writes objects as JSON under the API server's keys, all of them or none; the API server takes JSON from etcd as it takes its own encoding. */
export async function putObjects(url: string, entries: readonly { key: string; object: object }[]): Promise<void> {
  const success = entries.map(({ key, object }) => ({
    request_put: { key: encode(key), value: encode(JSON.stringify(object)) },
  }))
  await post(`${url}/v3/kv/txn`, { success })
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64')
}

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`etcd answered ${response.status}: ${text}`)
  return JSON.parse(text)
}

function readRevision(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'header' in answer) {
    const { header } = answer
    if (typeof header === 'object' && header !== null && 'revision' in header) return String(header.revision)
  }
  throw new Error('etcd gave no revision')
}
