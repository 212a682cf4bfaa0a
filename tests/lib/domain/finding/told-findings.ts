import type { AliasEnd } from '@/lib/domain/alias/follow-namespace-alias'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import type { Finding } from '@/lib/domain/finding/finding'
import { groupLabelFinding } from '@/lib/domain/finding/group-label-finding'
import { suppressUnreadable } from '@/lib/domain/finding/judge-suppressions'
import { namespaceAliasFinding } from '@/lib/domain/finding/namespace-alias-finding'
import { resolutionFindings } from '@/lib/domain/finding/resolution-findings'
import { rules } from '@/lib/domain/finding/rules'
import { takeoverFinding } from '@/lib/domain/finding/takeover-finding'
import { chainFindings, expiryFindings, nameFindings } from '@/lib/domain/probe/certificate-findings'
import { probeFindings } from '@/lib/domain/probe/probe-findings'
import type { TcpFailure, TlsFailure } from '@/lib/domain/probe/probe-result'
import { outcomeSeverity } from '@/lib/domain/resolution/outcome-severity'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { answer, verdict } from '../diagram/sample-resolution'

/** What a rule says of every alias alike; `severity` in words where it is not always the same. */
export type Told = Pick<Finding, 'code' | 'cause' | 'fix'> & { severity: string }

const ruled: Told[] = [...rules, ...consumerRules].map(({ code, severity, lesser, cause, fix }) => ({
  ...{ code, cause, fix },
  severity: lesser === undefined ? severity : `${severity}; ${lesser.severity} where ${lesser.when}`,
}))

const noteSeverities = {
  ...{
    CHAIN_LONG: 'warning',
    DRIFT: 'info',
    NAME_NOT_SERVED: 'warning',
    SPLIT_HORIZON: 'warning; info where only the end or the kind of address differs',
  },
  ...{ TTL_LONG: 'info', TTL_ZERO: 'info' },
  SPECIAL_IP: 'critical for metadata, link-local, loopback, unspecified and multicast; info for private ones',
} as const

const resolved: Told[] = [
  ...outcomeCodes.flatMap((code) => resolutionFindings([answer({ verdict: verdict(code, outcomeSeverity[code]) })])),
  ...Object.entries(noteSeverities).flatMap(([code, severity]) => {
    const notes = [{ code, severity: 'info' as const, evidence: '' }]
    return resolutionFindings([answer({ verdict: { ...verdict('OK', 'ok'), notes } })]).map((told) => ({
      ...told,
      severity,
    }))
  }),
]

const dangling: Told[] = ['gone.dev', 'x.azurewebsites.net', 'x.rds.amazonaws.com', 'x.shop.dev'].flatMap(
  (brokenAt) =>
    takeoverFinding({
      ...{ code: 'NXDOMAIN_ORIGIN', brokenAt, isDomainGone: brokenAt === 'gone.dev', isSeenElsewhere: false },
      clusterDomain: 'cluster.local',
    }) ?? [],
)

const ends: AliasEnd[] = [
  { kind: 'missing-service' },
  { kind: 'no-ready-endpoint', type: 'ClusterIP', total: 0 },
  { kind: 'missing-pod', podName: 'db-0' },
  { kind: 'short-name', target: 'db.data.svc' },
  { kind: 'loop' },
  { kind: 'too-long' },
  { kind: 'unknown', what: 'service' },
]
const inCluster: Told[] = [
  ...ends.flatMap((end) => namespaceAliasFinding({ steps: [], end, brokenAt: '' }) ?? []),
  ...[groupLabelFinding({ 'signpost/role': 'blue' }) ?? []].flat(),
]

const tcpFailures: TcpFailure[] = ['refused', 'timeout', 'unreachable', 'reset', 'blocked', 'denied']
const tlsFailures: TlsFailure[] = ['not-tls', 'no-starttls', 'old-protocol', 'alert', 'timeout', 'bad-bundle']
const made = { at: 0, host: 'h', port: 443 }
const link = {
  subject: 's',
  issuer: 'i',
  notBefore: null,
  notAfter: null,
  fingerprint: '',
  isAuthority: false,
  isSelfSigned: false,
}
const certificate = { ...link, names: [], nameCount: 0, chain: [] }
const dates = { subject: 's', notBefore: null, notAfter: null, daysLeft: 1 }
const probed: Told[] = [
  ...tcpFailures.flatMap((failed) =>
    probeFindings({ ...made, tcp: { ok: false, address: null, failed, why: '' }, tls: null }, 'direct'),
  ),
  ...tlsFailures.flatMap((failed) =>
    probeFindings(
      { ...made, tcp: { ok: true, address: '', elapsedMs: 1 }, tls: { ok: false, failed, why: '' } },
      'starttls-postgres',
    ),
  ),
  ...expiryFindings({ ...dates, state: 'unreadable', severity: 'warning' }),
  ...expiryFindings({ ...dates, state: 'expired', severity: 'critical' }),
  ...expiryFindings({ ...dates, state: 'not-yet-valid', severity: 'critical' }),
  ...expiryFindings({ ...dates, state: 'ending', severity: 'info' }).map((told) => ({
    ...told,
    severity: 'info from 21 days before, warning from 14, critical from 7; sooner for short-lived ones',
  })),
  ...chainFindings({ kind: 'private-ca', isKnown: false, authority: '' }, certificate),
  ...chainFindings({ kind: 'self-signed' }, certificate),
  ...(['incomplete', 'untrusted-intermediate', 'wrong-usage', 'rejected'] as const).flatMap((fault) =>
    chainFindings({ kind: 'broken', fault, error: null }, certificate),
  ),
  ...nameFindings({ host: 'h', isHostCovered: false, aliasNames: [] }, ''),
  ...nameFindings({ host: 'the target', isHostCovered: true, aliasNames: [{ name: '', isCovered: false }] }, ''),
]

/** Everything that the rules can find, in the sections of its page. */
export const toldSections: readonly { title: string; told: readonly Told[] }[] = [
  { title: 'How the Service is written, and who uses it', told: [...ruled, suppressUnreadable] },
  { title: 'How the target resolves', told: resolved },
  { title: 'Names that somebody else may take', told: dangling },
  { title: 'Targets in the cluster, and groups', told: inCluster },
  { title: 'Who answers at the target', told: probed },
]
