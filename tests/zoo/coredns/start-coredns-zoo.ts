import { createSocket } from 'node:dgram'
import type { ResolverAddress } from '@/lib/dns/resolver-address'
import { buildBinaries } from '../../control-plane/build'
import { resolverFor } from '../../control-plane/dns-client'
import { freePorts } from '../../control-plane/free-port'
import { explainEnding, type ManagedProcess } from '../../control-plane/managed-process'
import { poll } from '../../control-plane/poll'
import { createRun } from '../../control-plane/run'
import { writeZooFiles } from './zoo-corefile'

export interface CoreDnsZoo {
  /** The authority itself, which does not recurse. */
  authority: ResolverAddress
  /** A forwarding, caching CoreDNS before it, as in a cluster. */
  resolver: ResolverAddress
  stop(): Promise<void>
}

/** Starts two CoreDNS on loopback: the zones of the zoo, and the resolver that forwards to them. */
export async function startCoreDnsZoo(): Promise<CoreDnsZoo> {
  const { programs } = await buildBinaries(() => undefined)
  const [authority = 0, resolver = 0, silent = 0] = await freePorts(3)
  const blackHole = createSocket('udp4')
  await new Promise<void>((resolve) => blackHole.bind(silent, '127.0.0.1', resolve))
  const run = await createRun()
  const files = await writeZooFiles(run.directory, { authority, resolver, silent })
  const servers = await Promise.all([
    run.start('zoo-authority', programs.coredns, ['-conf', files.authority]),
    run.start('zoo-resolver', programs.coredns, ['-conf', files.resolver]),
  ])
  const addresses = [authority, resolver].map((port) => ({ host: '127.0.0.1', port }))
  for (const [index, address] of addresses.entries()) await waitFor(address, servers[index])
  return {
    authority: { host: '127.0.0.1', port: authority },
    resolver: { host: '127.0.0.1', port: resolver },
    stop: async () => {
      blackHole.close()
      await run.end()
    },
  }
}

async function waitFor(address: ResolverAddress, server: ManagedProcess | undefined): Promise<void> {
  const answers = async () => (await resolverFor(address).resolve4('c.zoo.test')).length > 0
  try {
    await poll(answers, { what: 'the zoo answers', timeoutMs: 8000, everyMs: 20, abort: () => server?.ending() })
  } catch (error) {
    const reason = server === undefined ? undefined : await explainEnding(server)
    throw reason === undefined ? error : new Error(`the CoreDNS of the zoo: ${reason}`, { cause: error })
  }
}
