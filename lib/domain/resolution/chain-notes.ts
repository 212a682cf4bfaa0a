import type { Hop } from './resolution'
import { specialAddress } from './special-address'
import type { VerdictNote } from './verdict'

const longChain = 9
const longTtlSeconds = 3600

/**
 * What is worth knowing about a chain beside its outcome: its length, TTLs of zero or above an hour, special addresses at its end. The length
 * only of one that was followed to its end (`isWhole`).
 */
export function chainNotes(links: readonly Hop[], addresses: readonly Hop[], isWhole: boolean): VerdictNote[] {
  const notes: VerdictNote[] = []
  if (isWhole && links.length >= longChain) {
    notes.push({
      code: 'CHAIN_LONG',
      severity: 'warning',
      evidence: `${links.length} CNAME records; some resolvers give up`,
    })
  }
  const hops = [...links, ...addresses]
  const zero = hops.find((hop) => hop.ttlHighestSeconds === 0)
  if (zero !== undefined) {
    notes.push({ code: 'TTL_ZERO', severity: 'info', evidence: `${zero.owner} ${zero.type} has a TTL of 0 s` })
  }
  const long = hops.find((hop) => hop.ttlHighestSeconds > longTtlSeconds)
  if (long !== undefined) {
    const evidence = `${long.owner} ${long.type} has a TTL of ${long.ttlHighestSeconds} s`
    notes.push({ code: 'TTL_LONG', severity: 'info', evidence })
  }
  return [...notes, ...specialNotes(addresses)]
}

function specialNotes(addresses: readonly Hop[]): VerdictNote[] {
  const byKind = new Map<string, VerdictNote>()
  for (const { data } of addresses) {
    const special = specialAddress(data)
    if (special === null) continue
    const note = byKind.get(special.kind)
    if (note !== undefined) note.evidence += `, ${data}`
    else
      byKind.set(special.kind, { code: 'SPECIAL_IP', severity: special.severity, evidence: `${special.kind}: ${data}` })
  }
  return [...byKind.values()]
}
