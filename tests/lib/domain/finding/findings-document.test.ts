import { expect, test } from 'vitest'
import type { AliasEnd } from '@/lib/domain/alias/follow-namespace-alias'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import type { Finding } from '@/lib/domain/finding/finding'
import { findingWords } from '@/lib/domain/finding/finding-words'
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
import { severityRank } from '@/lib/domain/resolution/severity'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { answer, verdict } from '../diagram/sample-resolution'

type Told = Pick<Finding, 'code' | 'cause' | 'fix'> & { severity: string }

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

const introduction = `# Findings

What the rules say of an alias: on its page, in the view *Findings* of the inventory, and at \`GET /api/v1/findings\` with filters, counts per team and a window. Written from \`lib/domain/finding\` by its test
(\`vitest run --project rules tests/lib/domain/finding --update\`), so that it is the same text as on the screen. The evidence, what was seen and where, stands beside each finding there.

A row of the inventory is as bad as the worst of its verdict and its findings. What only asks for order (the rules below with severity *info*) is in the list of findings and makes no row worse; neither does what depends on who looks:
who names an alias is told only to those who may list it. Where something could not be read, the rules about it say nothing, and the view says so.

Rules that need nothing but the Service and its namespace can be [admission policies](policy.md) too.

## Accepting a finding for a time

Annotation \`signpost/suppress\` on the Service, a line for each finding: its code, the last day (UTC) and the reason.

\`\`\`yaml
metadata:
  annotations:
    signpost/suppress: |
      CERT_PRIVATE_CA until=2027-01-31 reason=our own authority, its root is in the images
      NO_PART_OF until=2027-03-31 reason=moves to the new label scheme in spring
\`\`\`

*Accept for a time* beside a finding writes it, as a change with a plan, a reason and an undo. After that day the finding comes back by itself. At most 50 lines and 300 characters of each reason are read; a line that cannot be read suppresses nothing and is a finding itself
(\`SUPPRESS_UNREADABLE\`). An accepted finding makes no row worse; a verdict stays what DNS says.
`

function section(title: string, told: readonly Told[]): string {
  const byCode = [...new Map(told.map((each) => [each.code, each])).values()]
  const rank = ({ severity }: Told) => severityRank((/^\w+/.exec(severity)?.[0] ?? 'info') as Finding['severity'])
  const rows = byCode
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
    .map(({ code, severity, cause, fix }) => `| \`${code}\` ${findingWords(code)} | ${severity} | ${cause} | ${fix} |`)
  return `\n## ${title}\n\n| finding | severity | cause | fix |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

test('every finding is written down in docs/findings.md', async () => {
  const text = [
    introduction,
    section('How the Service is written, and who uses it', [...ruled, suppressUnreadable]),
    section('How the target resolves', resolved),
    section('Names that somebody else may take', dangling),
    section('Targets in the cluster, and groups', inCluster),
    section('Who answers at the target', probed),
  ]
  await expect(text.join('')).toMatchFileSnapshot('../../../../docs/findings.md')
})
