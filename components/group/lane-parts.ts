import { precheckSeverity } from '@/components/change/precheck-severity'
import type { Group } from '@/lib/contract/groups'
import type { LaneProbe } from '@/lib/contract/probe'
import type { Colour } from '@/lib/domain/group/colour'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'

/** One of the six things that make a colour ready. Its severity is null where it does not apply: nothing is probed, or no TLS is spoken. */
export interface LanePart {
  title: string
  severity: Severity | null
  words: string
}

type Check = Group['readiness']['checks'][number]

const naming = ['target-name', 'target-not-address', 'target-not-itself', 'target-in-cluster', 'target-address']

/** Resolution, connection, TLS, certificate, caching and addresses of one colour, as they stand. */
export function lanePartsOf({ readiness, probes }: Group, colour: Colour): LanePart[] {
  const checks = readiness.checks.filter(({ lane }) => lane === colour)
  const worst = (...codes: string[]) =>
    checks
      .filter(({ code }) => codes.includes(code))
      .sort((a, b) => severityRank(precheckSeverity[a.state]) - severityRank(precheckSeverity[b.state]))[0]
  const connects = worst('target-connects')
  const certificate = worst('target-certificate')
  const unseen = unprobed(probes[colour], connects)
  return [
    partOf('Resolves', worst('target-resolves', ...naming), unknown('nobody was asked')),
    partOf('Answers on its port', connects, unseen),
    partOf('TLS', worst('target-tls'), certificate ? { severity: 'ok', words: 'a session is made' } : unseen),
    partOf('Certificate', certificate, worst('target-tls') ? unknown('not seen') : unseen),
    partOf('Short caching', worst('chain-ttl'), unknown('no answer to look at')),
    partOf('Addresses of its own', worst('addresses-differ'), unknown('nothing to compare')),
  ]
}

/** Whether a part stands in nobody's way. */
export function isGood({ severity }: LanePart): boolean {
  return severity === 'ok' || severity === 'info'
}

type Standing = Omit<LanePart, 'title'>

function partOf(title: string, check: Check | undefined, otherwise: Standing): LanePart {
  if (check === undefined) return { title, ...otherwise }
  return { title, severity: precheckSeverity[check.state], words: `${check.title}: ${check.evidence}` }
}

function unprobed(probe: LaneProbe | null, connects: Check | undefined): Standing {
  if (connects?.state === 'pass') return { severity: null, words: 'no TLS on this port' }
  if (connects !== undefined) return unknown('there was no connection')
  if (probe?.notProbed) return { severity: null, words: `not probed: ${probe.notProbed}` }
  return unknown(probe === null ? 'no target to probe' : (probe.problem ?? 'not probed yet'))
}

function unknown(words: string): Standing {
  return { severity: 'unknown', words }
}
