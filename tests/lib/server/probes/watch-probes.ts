import { expect, onTestFinished } from 'vitest'
import type { Alias } from '@/lib/domain/alias/alias'
import { readAddressPolicy } from '@/lib/domain/probe/address-policy'
import type { ProbeSettings } from '@/lib/domain/probe/probe-policy'
import { createProber } from '@/lib/probe/prober'
import { TargetProbes, type TargetProbesOptions } from '@/lib/server/probes/target-probes'
import { realClock } from '../../dns/real-clock'
import { leadTo } from '../../probe/peers'
import { root } from '../../probe/test-certificates'
import { sampleAlias } from '../inventory/sample-alias'
import { ManualClock } from '../monitor/manual-clock'

export const host = 'db.example.com'
export const open: ProbeSettings = { namespaces: ['*'], suffixes: ['*'], ports: [5432, 8443] }
const publicOnly = readAddressPolicy({
  apiServers: [],
  nodes: [],
  pods: [],
  services: [],
  others: [],
  allowPrivate: false,
})
export const until = <T>(read: () => T) => expect.poll(read, { timeout: 4500 })

/** An alias of the host that is probed at 8443. */
export function aliasOf(overrides: Partial<Alias> = {}): Alias {
  const ports = [{ name: 'https', port: 8443, protocol: 'TCP', targetPort: null }]
  return sampleAlias({ target: host, ports, ...overrides })
}

/** Probes of targets that all lead to a port of this machine, with what was dialled and who was told. */
export function watch(
  port: number,
  options: {
    settings?: ProbeSettings
    addresses?: () => string[]
    asked?: string[]
    policy?: TargetProbesOptions['policy']
  } = {},
) {
  const clock = new ManualClock()
  const { dial, dialled } = leadTo(port)
  const told: string[] = []
  const prober = createProber({ clock: realClock, dial })
  const probes = new TargetProbes({
    prober,
    clock,
    random: () => 0.5,
    settings: options.settings ?? open,
    policy: options.policy ?? (async () => publicOnly),
    caBundle: root.certificatePem,
    clusterDomain: 'cluster.local',
    addressesOf: options.addresses ?? (() => ['203.0.113.7']),
    askAddresses: async () => options.asked ?? [],
    onResult: ({ name }) => told.push(name),
  })
  onTestFinished(() => {
    probes.close()
    prober.close()
  })
  return { clock, probes, dialled, told }
}
