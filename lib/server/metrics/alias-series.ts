import { setImmediate } from 'node:timers/promises'
import type { Row } from '@/lib/contract/row'
import type { NamespaceAliasPath } from '@/lib/domain/alias/follow-namespace-alias'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { probeSuccess } from './probe-success'

/** What is known of one alias. `probe` is null when its target is not probed, `path` when the target is not in its cluster. */
export interface AliasReading {
  row: Row
  answers: readonly VantageAnswer[]
  probe: ProbeResult | null
  path: NamespaceAliasPath | null
}

type Labels = Record<string, string>
type Add = (value: number, more?: Labels) => void

interface Family {
  name: string
  help: string
  write(reading: AliasReading, add: Add): void
}

// Between two slices the console answers others.
const rowsAtOnce = 250

const families: readonly Family[] = [
  {
    name: 'signpost_alias_verdict_info',
    help: 'The verdict of each alias, as its code and severity; always 1.',
    write: ({ row }, add) => add(1, { code: row.verdict.code, severity: row.severity }),
  },
  {
    name: 'signpost_resolution_success',
    help: 'Whether the target resolved to an address (1) or not (0); absent while nobody answers for it.',
    write: ({ row }, add) => {
      if (row.verdict.severity !== 'unknown') add(row.addresses.length > 0 ? 1 : 0)
    },
  },
  {
    name: 'signpost_probe_dns_lookup_time_seconds',
    help: 'How long the last resolution of the target took, per vantage.',
    write: ({ answers }, add) => {
      for (const { vantage, askedAt, elapsedMs } of answers) if (askedAt !== null) add(elapsedMs / 1000, { vantage })
    },
  },
  {
    name: 'signpost_probe_success',
    help: 'Whether the last TCP or TLS probe of the target succeeded, the certificate included; absent where none was made.',
    write: ({ probe }, add) => {
      const success = probe === null ? null : probeSuccess(probe)
      if (success !== null) add(success ? 1 : 0)
    },
  },
  {
    name: 'signpost_probe_connect_seconds',
    help: 'How long the TCP connection of the last probe took.',
    write: ({ probe }, add) => {
      if (probe?.tcp.ok) add(probe.tcp.elapsedMs / 1000)
    },
  },
  {
    name: 'signpost_probe_handshake_seconds',
    help: 'How long TLS took in the last probe once connected, STARTTLS included.',
    write: ({ probe }, add) => {
      if (probe?.tls?.ok) add(probe.tls.elapsedMs / 1000)
    },
  },
  {
    name: 'signpost_probe_ssl_earliest_cert_expiry',
    help: 'When the first certificate of the chain that the target showed ends, in seconds since the epoch.',
    write: ({ probe }, add) => {
      const expiry = earliestExpiry(probe)
      if (expiry !== null) add(expiry)
    },
  },
  {
    name: 'signpost_namespace_alias_ready_endpoints',
    help: 'Ready endpoints behind an alias of a Service in the same cluster; absent where they cannot be known.',
    write: ({ path }, add) => {
      const ready = path === null ? null : readyEndpoints(path)
      if (ready !== null) add(ready)
    },
  },
]

/**
 * The series of each alias in the text format of Prometheus, in pieces. Written without a library's gauges: those would hold every series of ten thousand
 * aliases in memory, and keep the console from answering while they are made.
 */
export async function writeAliasSeries(readings: Iterable<AliasReading>): Promise<Buffer[]> {
  const written = families.map((): Buffer[] => [])
  const texts = families.map(({ name, help }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`)
  const flush = () => {
    for (const [index, pieces] of written.entries()) {
      pieces.push(Buffer.from(texts[index] ?? ''))
      texts[index] = ''
    }
  }
  let count = 0
  for (const reading of readings) {
    const { cluster, namespace, name: service } = reading.row
    const labels = writeLabels({ cluster, namespace, service })
    for (const [index, { name, write }] of families.entries()) {
      write(reading, (value, more) => {
        texts[index] += `${name}{${labels}${more === undefined ? '' : `,${writeLabels(more)}`}} ${value}\n`
      })
    }
    count += 1
    if (count % rowsAtOnce > 0) continue
    flush()
    await setImmediate()
  }
  flush()
  return written.flat()
}

function earliestExpiry(probe: ProbeResult | null): number | null {
  if (!probe?.tls?.ok || probe.tls.certificate === null) return null
  const { certificate } = probe.tls
  const ends = [certificate, ...certificate.chain].flatMap(({ notAfter }) => notAfter ?? [])
  return ends.length === 0 ? null : Math.min(...ends.map((end) => Date.parse(end))) / 1000
}

function readyEndpoints({ end }: NamespaceAliasPath): number | null {
  switch (end.kind) {
    case 'ready':
      return end.ready
    case 'no-ready-endpoint':
    case 'missing-service':
    case 'missing-pod':
      return 0
    case 'short-name':
    case 'loop':
    case 'too-long':
    case 'outside':
    case 'unknown':
      return null
  }
}

function writeLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeValue(value)}"`)
    .join(',')
}

function escapeValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))
}
