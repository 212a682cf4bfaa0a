import type { ControlPlane } from '../control-plane/control-plane.ts'
import type { BenchOptions } from './bench-options.ts'
import { bounded, type Figure, formatBytes, formatMs, plain } from './figure.ts'
import { measureDns } from './measure-dns.ts'
import { measureTls, type TlsCost } from './measure-tls.ts'
import { measureWatchedHosts } from './measure-watched-hosts.ts'

export async function dnsFigures({ worldDns, clusterDns }: ControlPlane, options: BenchOptions): Promise<Figure[]> {
  const { engine, node } = await measureDns(worldDns, options.dnsNames, options.dnsRounds)
  const ratio = engine.perSecond / node.perSecond
  const describe = ({ perSecond, cpuMicros }: typeof engine) =>
    `${perSecond.toFixed(0)}/s, ${cpuMicros.toFixed(0)} µs of processor each`
  const watched = await measureWatchedHosts({ cluster: clusterDns, outside: worldDns }, options.watchedHosts)
  const { bytes, textBytes, askedAfterMs } = watched
  return [
    bounded(
      'DNS questions, whole chains',
      `${describe(engine)} (${ratio.toFixed(2)}×)`,
      `node:dns ${describe(node)}`,
      '≥ 0.7× node:dns',
      ratio >= 0.7,
    ),
    plain(
      `Memory of ${options.watchedHosts} watched hosts, two vantages`,
      `${formatBytes(bytes)}, asked in ${formatMs(askedAfterMs)} without pacing`,
      `the same answers as JSON ${formatBytes(textBytes)}`,
    ),
  ]
}

export async function tlsFigures({ handshakes, dnsRounds }: BenchOptions): Promise<Figure[]> {
  const { probe, plain: node } = await measureTls(handshakes, dnsRounds)
  const describe = ({ cpuMs, perSecond }: TlsCost) =>
    `${cpuMs.toFixed(2)} ms of processor each, ${perSecond.toFixed(0)}/s`
  return [
    plain(
      'TLS probe, 16 at once',
      `${describe(probe)} (${(probe.cpuMs / node.cpuMs).toFixed(2)}×)`,
      `a plain \`tls.connect\` ${describe(node)}`,
    ),
  ]
}
