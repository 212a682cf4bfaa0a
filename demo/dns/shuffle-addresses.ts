import type { DnsReply } from './dns-message.ts'
import { type DnsRecord, types } from './dns-record.ts'

/** CoreDNS' loadbalance plugin: CNAME records come first, addresses last and in any order. `random` gives [0, 1). */
export function shuffleAddresses(reply: DnsReply, random: () => number): DnsReply {
  if (reply.answers.length < 2) return reply
  const aliases = reply.answers.filter(({ type }) => type === types.CNAME)
  const addresses = reply.answers.filter(isAddress)
  const others = reply.answers.filter((record) => record.type !== types.CNAME && !isAddress(record))
  return { ...reply, answers: [...aliases, ...others, ...shuffled(addresses, random)] }
}

function isAddress({ type }: DnsRecord): boolean {
  return type === types.A || type === types.AAAA
}

function shuffled(records: readonly DnsRecord[], random: () => number): DnsRecord[] {
  return records
    .map((record) => ({ record, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ record }) => record)
}
