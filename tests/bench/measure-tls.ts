import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { connect, createSecureContext, type TLSSocket } from 'node:tls'
import { realClock } from './real-clock.ts'
import { resolveAlias } from './resolve-alias.ts'
import { median } from './statistics.ts'
import type { TlsPeer } from './tls-peer.ts'

export interface TlsMeasure {
  readonly probe: TlsCost
  readonly plain: TlsCost
}

export interface TlsCost {
  /** Processor time of this process for one handshake. */
  readonly cpuMs: number
  readonly perSecond: number
}

const host = 'db.bench.example'
const namesInCluster = ['db', 'db.shop', 'db.shop.svc', 'db.shop.svc.cluster.local']
const atOnce = 16

/** Probes of a TLS server in a process of its own, and plain connections of Node to the same one, in turns: what its certificate says is read in both. */
export async function measureTls(handshakes: number, rounds: number): Promise<TlsMeasure> {
  const { child, peer } = await startPeer()
  try {
    const ways = { probe: await probeWay(peer), plain: plainWay(peer) }
    const costs = { probe: [] as TlsCost[], plain: [] as TlsCost[] }
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of ['probe', 'plain'] as const) {
        const cost = await runRound(ways[way], handshakes)
        // The first round warms both up.
        if (round > 0) costs[way].push(cost)
      }
    }
    return { probe: middle(costs.probe), plain: middle(costs.plain) }
  } finally {
    child.kill('SIGKILL')
  }
}

async function startPeer(): Promise<{ child: ChildProcess; peer: TlsPeer }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'tls-peer.ts'), host], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const [peer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the TLS server ended'))),
  ])
  return { child, peer }
}

async function probeWay({ port, rootPem }: TlsPeer): Promise<() => Promise<void>> {
  resolveAlias()
  const { createProber } = await import('../../lib/probe/prober.ts')
  const { readAddressPolicy } = await import('../../lib/domain/probe/address-policy.ts')
  const { connect: dial } = await import('node:net')
  const nobody = { apiServers: [], nodes: [], pods: [], services: [], others: [], allowPrivate: false }
  const policy = readAddressPolicy(nobody)
  const prober = createProber({ clock: realClock, dial: () => dial({ host: '127.0.0.1', port }) })
  const signal = new AbortController().signal
  return async () => {
    const { tls } = await prober.probe({
      ...{ host, addresses: ['203.0.113.7'], policy, port, tls: 'direct', serverName: host },
      ...{ names: [host, ...namesInCluster], caBundle: rootPem, signal },
    })
    if (!tls?.ok || !tls.chain.isTrusted) throw new Error(`the probe failed: ${JSON.stringify(tls)}`)
  }
}

function plainWay({ port, rootPem }: TlsPeer): () => Promise<void> {
  const secureContext = createSecureContext({ ca: rootPem })
  return async () => {
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, servername: host, secureContext })
    try {
      await once(socket, 'secureConnect')
      if (socket.getPeerCertificate(true).subjectaltname === undefined) throw new Error('no certificate')
    } finally {
      socket.destroy()
    }
  }
}

async function runRound(connectOnce: () => Promise<void>, handshakes: number): Promise<TlsCost> {
  const startedAt = performance.now()
  const before = process.cpuUsage()
  let left = handshakes
  const work = async () => {
    while (left > 0) {
      left -= 1
      await connectOnce()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const { user, system } = process.cpuUsage(before)
  return {
    cpuMs: (user + system) / 1000 / handshakes,
    perSecond: (handshakes * 1000) / (performance.now() - startedAt),
  }
}

function middle(costs: readonly TlsCost[]): TlsCost {
  return { cpuMs: median(costs.map(({ cpuMs }) => cpuMs)), perSecond: median(costs.map(({ perSecond }) => perSecond)) }
}
