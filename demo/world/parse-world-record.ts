import { isIPv4, isIPv6 } from 'node:net'
import { addressRecord, cnameRecord, type DnsRecord, mxRecord, srvRecord, txtRecord } from '../dns/dns-record.ts'
import { defaultTtlSeconds, type WorldRecord, worldName } from './world-answer.ts'

const maxTtlSeconds = 2 ** 31 - 1

/** The record as DNS sends it. Throws an error that names the record and the field that is wrong. */
export function parseWorldRecord(owner: string, record: WorldRecord): DnsRecord {
  const { type, data, ttlSeconds = defaultTtlSeconds } = record
  const refuse = (why: string): never => {
    throw new Error(`${owner} ${type}: ${why}`)
  }
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > maxTtlSeconds) refuse('ttlSeconds is no TTL')
  const words = data.trim().split(/\s+/)
  const number = (index: number): number => {
    const word = words[index] ?? ''
    return /^\d{1,5}$/.test(word) && Number(word) <= 0xffff ? Number(word) : refuse(`data: ${data} lacks a number`)
  }
  const name = (index: number): string => worldName(words[index] ?? '')
  switch (type) {
    case 'A':
      return isIPv4(data) ? addressRecord(owner, data, ttlSeconds) : refuse(`data: ${data} is no IPv4 address`)
    case 'AAAA':
      return isIPv6(data) ? addressRecord(owner, data, ttlSeconds) : refuse(`data: ${data} is no IPv6 address`)
    case 'CNAME':
      return cnameRecord(owner, name(0), ttlSeconds)
    case 'MX':
      return mxRecord(owner, number(0), name(1), ttlSeconds)
    case 'SRV':
      return srvRecord(owner, { priority: number(0), weight: number(1), port: number(2), target: name(3) }, ttlSeconds)
    case 'TXT':
      return txtRecord(owner, parseTexts(data) ?? refuse('data: a text is quoted and at most 255 bytes'), ttlSeconds)
  }
}

function parseTexts(data: string): string[] | null {
  const texts = [...data.matchAll(/"([^"\\]*)"|([^\s"]+)/g)].map((match) => match[1] ?? match[2] ?? '')
  return texts.length > 0 && texts.every((text) => Buffer.byteLength(text) <= 255) ? texts : null
}
