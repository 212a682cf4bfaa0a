import type { WorldAnswer, WorldRecord } from '../world/world-answer.ts'

/** A name of the outside world and what it answers. */
export type ZoneEntry = readonly [name: string, answer: WorldAnswer]

type MakeRecord = (data: string, ttlSeconds?: number) => WorldRecord

const defaultTtlSeconds = 60

export const a: MakeRecord = (data, ttlSeconds = defaultTtlSeconds) => ({ type: 'A', data, ttlSeconds })
export const aaaa: MakeRecord = (data, ttlSeconds = defaultTtlSeconds) => ({ type: 'AAAA', data, ttlSeconds })
export const cname: MakeRecord = (data, ttlSeconds = defaultTtlSeconds) => ({ type: 'CNAME', data, ttlSeconds })

export const name = (host: string, ...records: WorldRecord[]): ZoneEntry => [host, records]

/** Names that lead one to the next by CNAME; the last one is not described here. */
export function chain(hosts: readonly string[], ttlSeconds?: number): ZoneEntry[] {
  return hosts.slice(1).map((next, index) => [hosts[index] ?? next, [cname(next, ttlSeconds)]])
}
