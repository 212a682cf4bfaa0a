import type { DnsQuestion } from './dns-message.ts'
import { types } from './dns-record.ts'

export interface LogLine {
  readonly at: Date
  readonly text: string
}

export interface DnsLog {
  /** Notes a question that no upstream answered, as CoreDNS' errors plugin writes it. */
  readonly noteSilence: (question: DnsQuestion) => void
  /** Oldest first. */
  readonly lines: () => readonly LogLine[]
}

const maxLines = 1000
const typeNames = new Map<number, string>(Object.entries(types).map(([name, type]) => [type, name]))

/** The log of the cluster's DNS, the last thousand lines of it. */
export function createDnsLog(upstream: { readonly host: string; readonly port: number }, now: () => Date): DnsLog {
  const lines: LogLine[] = []
  return {
    noteSilence: ({ name, type }) => {
      const text = `[ERROR] plugin/errors: 2 ${name}. ${typeNames.get(type) ?? `TYPE${type}`}: read udp 127.0.0.1->${upstream.host}:${upstream.port}: i/o timeout`
      lines.push({ at: now(), text })
      if (lines.length > maxLines) lines.shift()
    },
    lines: () => lines,
  }
}
