import type { TlsFailure } from '@/lib/domain/probe/probe-result'
import type { NameCoverage } from '@/lib/domain/probe/tls-name'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import { tlsNameFix } from '@/lib/domain/probe/tls-name-fix'
import type { CaseFix, Diagnosis, Side } from '@/lib/domain/troubleshoot/case'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'

const ofClients: ReadonlySet<string> = new Set(['TLS_NAME', 'CERT_PRIVATE_CA', 'CERT_SELF_SIGNED'])

/** What the certificate is worth is wrong for every client. */
export function certificateBad(view: CaseView): Diagnosis | null {
  const worst = view.certificate?.findings.find(({ severity }) => severity === 'critical' || severity === 'warning')
  if (worst === undefined) return null
  return {
    certainty: 'found',
    severity: worst.severity,
    side: ofClients.has(worst.code) ? 'ours' : worst.code === 'CERT_NAME' ? 'unknown' : 'provider',
    issue: `Clients that verify cannot trust ${view.host}.`,
    cause: worst.cause,
    evidence: [worst.evidence],
    fix: { text: worst.fix },
  }
}

/** TLS does not even begin. */
export function tlsFails({ probe }: CaseView): Diagnosis | null {
  if (probe?.tls?.ok !== false) return null
  const { failed, why } = probe.tls
  return {
    certainty: 'found',
    severity: 'critical',
    side: sidesOfTls[failed] ?? 'unknown',
    issue: `TLS does not begin at ${probe.host}:${probe.port}.`,
    cause: causesOfTls[failed] ?? 'The connection is there, and the handshake came to nothing.',
    evidence: [`${why}.`],
    fix: {
      text:
        failed === 'not-tls' || failed === 'no-starttls'
          ? 'Have clients speak the protocol of that port without TLS, or use the port that offers it.'
          : 'Ask whoever runs the target what its endpoint expects at that port.',
    },
  }
}

const sidesOfTls: Readonly<Partial<Record<TlsFailure, Side>>> = {
  'not-tls': 'ours',
  'no-starttls': 'ours',
  'old-protocol': 'provider',
}

const causesOfTls: Readonly<Partial<Record<TlsFailure, string>>> = {
  'not-tls': 'The port speaks another protocol than TLS.',
  'no-starttls': 'The server does not offer TLS in the protocol of that port.',
  'old-protocol': 'The server knows nothing newer than TLS 1.1, which clients refuse.',
}

/** Only clients of the alias have trouble: they ask for a name, or trust no authority, that the certificate needs. */
export function clientsAskWrong(view: CaseView): Diagnosis | null {
  const { certificate, host, port } = view
  const findings = certificate?.findings ?? []
  const finding = findings.find(({ code }) => code === 'TLS_NAME') ?? findings.find(({ code }) => ofClients.has(code))
  if (certificate === null || finding === undefined) return null
  return {
    certainty: finding.code === 'TLS_NAME' ? 'found' : 'possible',
    severity: 'warning',
    side: 'ours',
    issue:
      finding.code === 'TLS_NAME'
        ? 'Clients that connect through the alias ask for a name that the certificate does not have.'
        : `Clients do not know the authority of ${host}.`,
    cause: finding.cause,
    evidence: findings.filter(({ code }) => ofClients.has(code)).map(({ evidence }) => evidence),
    fix: nameFix(view, certificate.names, finding.fix, port?.port ?? null),
  }
}

/** Without a look at the certificate: what an alias nearly always does to TLS. */
export function clientsMayAskWrong(view: CaseView): Diagnosis | null {
  const { facts, host, port, certificate } = view
  if (certificate !== null || facts.service.target === null) return null
  const names = inClusterNames(facts.service, facts.clusterDomain)
  const coverage: NameCoverage = {
    host,
    isHostCovered: true,
    aliasNames: names.map((name) => ({ name, isCovered: false })),
  }
  return {
    certainty: 'possible',
    severity: 'unknown',
    side: 'ours',
    issue: 'Clients probably ask for a name that the certificate does not have.',
    cause: `DNS leads them to ${host}, but they verify the name they connect to: ${facts.service.serviceName} or a short form, which a public certificate never has. Assumed: the certificate was not looked at.`,
    evidence: [`Certificate not seen: ${whyNotSeen(view)}`],
    fix: nameFix(view, coverage, `Clients must set the TLS server name to ${host}.`, port?.port ?? null),
  }
}

function whyNotSeen({ facts, probe }: CaseView): string {
  if (facts.probe.kind !== 'known') return facts.probe.why
  const { plan } = facts.probe.value
  if (plan.kind === 'skip') return plan.why
  if (probe === null) return 'there was no address to try.'
  return probe.tcp.ok ? `TLS is not tried at port ${probe.port}.` : `${probe.tcp.why}.`
}

function nameFix(view: CaseView, coverage: NameCoverage, text: string, port: number | null): CaseFix {
  const { namespace, name, serviceName } = view.facts.service
  const fix = tlsNameFix({ namespace, name, serviceName, port: port ?? 443, coverage })
  if (fix === null) return { text }
  return {
    text: `${text} A ConfigMap for their environment:`,
    lines: { language: 'yaml', lines: fix.configMap.trimEnd().split('\n') },
  }
}
