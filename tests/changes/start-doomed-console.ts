import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CarryOut } from '@/lib/contract/changes'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { DnsAddress } from '../control-plane/dns-client.ts'
import { kubeconfigFor, type LossyApiServer, startLossyApiServer } from '../plane/lossy-api-server.ts'
import type { TestPlane } from '../plane/test-plane.ts'

export interface DoomedStart {
  kubeconfigPath: string
  token: string
  clusterDns: DnsAddress
  world: DnsAddress
}

export interface DoomedOrder {
  id: string
  request: ChangeRequest
  /** The phase that the change belongs to; its cluster is the doomed console's own name for the plane. */
  migration?: CarryOut['migration']
}

type Message =
  | { kind: 'ready'; cluster: string }
  | { kind: 'planned' | 'done'; id: string }
  | { kind: 'failed'; id: string; why: string }

/** A console in a process of its own, behind a line on which each of its requests can be seen and cut. */
export interface DoomedConsole {
  cluster: string
  line: LossyApiServer
  /** Plans a change and carries it out; resolves when it is proved, or when the console is dead. It goes on once `planned` has returned. */
  carryOut(order: DoomedOrder, planned: () => void): Promise<'done' | 'dead'>
  /** SIGKILL, at once. */
  kill(): void
  /** Resolves when it is gone and nothing of it is left. */
  end(): Promise<void>
}

const readyLimitMs = 30_000

export async function startDoomedConsole(plane: TestPlane, compileCache: string): Promise<DoomedConsole> {
  const line = await startLossyApiServer(plane)
  const folder = await mkdtemp(join(tmpdir(), 'signpost-doomed-'))
  const token = plane.token('admin')
  const kubeconfigPath = join(folder, 'config')
  await writeFile(kubeconfigPath, kubeconfigFor(line.url, token))
  const { host, port } = plane.world
  const start: DoomedStart = { kubeconfigPath, token, clusterDns: plane.clusterDns, world: { host, port } }
  const child = fork(join(import.meta.dirname, 'doomed-console.ts'), [JSON.stringify(start)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    // The next one of the run need not compile everything again.
    env: { NODE_ENV: 'test', PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache },
  })
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4096)
  })
  const gone = once(child, 'exit').then(() => 'dead' as const)
  const kill = () => void child.kill('SIGKILL')
  const end = async () => {
    kill()
    await gone
    await line.close()
    await rm(folder, { recursive: true, force: true })
  }
  const listeners = new Set<(message: Message) => void>()
  child.on('message', (message: Message) => {
    for (const listener of listeners) listener(message)
  })
  const heard = (take: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const listener = (message: Message) => {
        if (!take(message)) return
        listeners.delete(listener)
        resolve(message)
      }
      listeners.add(listener)
    })
  const limit = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), readyLimitMs).unref())
  const first = await Promise.race([heard(({ kind }) => kind === 'ready'), gone, limit])
  if (typeof first === 'string' || first.kind !== 'ready') {
    await end()
    throw new Error(`the console in its own process did not start: ${words}`)
  }
  return {
    cluster: first.cluster,
    line,
    carryOut: async (order, planned) => {
      const ended = heard((message) => {
        if (message.kind === 'ready' || message.id !== order.id) return false
        if (message.kind !== 'planned') return true
        planned()
        child.send('go')
        return false
      })
      child.send(order)
      const outcome = await Promise.race([ended, gone])
      if (outcome === 'dead') return 'dead'
      if (outcome.kind === 'failed') throw new Error(`the change failed: ${outcome.why}`)
      return 'done'
    },
    kill,
    end,
  }
}
