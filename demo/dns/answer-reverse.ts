import { isIPv4 } from 'node:net'
import type { ZoneOptions } from './answer-in-zone.ts'
import { bareReply, type DnsQuestion, type DnsReply, rcodes } from './dns-message.ts'
import { ptrRecord, types } from './dns-record.ts'

const suffix = '.in-addr.arpa'

/** Names the Service behind a cluster IP (IPv4); null for every other question: then the upstream is asked. */
export function answerReverse({ source, zone, ttlSeconds }: ZoneOptions, question: DnsQuestion): DnsReply | null {
  const name = question.name.toLowerCase()
  if (question.type !== types.PTR || !name.endsWith(suffix)) return null
  const address = name.slice(0, -suffix.length).split('.').reverse().join('.')
  const service = isIPv4(address) ? source.serviceAt(address) : null
  if (service === null) return null
  const target = `${service.name}.${service.namespace}.svc.${zone}`
  return {
    ...bareReply(rcodes.noError),
    isAuthoritative: true,
    answers: [ptrRecord(question.name, target, ttlSeconds)],
  }
}
