import type { CaseStep, Diagnosis } from '@/lib/domain/troubleshoot/case'
import { addressWords, type CaseView, resolves } from '@/lib/domain/troubleshoot/case-view'
import { retryWords } from './flaky-suspects'

const left: Readonly<Record<CaseView['symptom'], { codes: readonly CaseStep['code'][]; issue: string; fix: string }>> =
  {
    'resolution-fails': {
      codes: ['cluster-dns', 'as-pod', 'egress-dns'],
      issue: 'Nothing that was looked at keeps the name from being found.',
      fix: 'Run the lookup in a pod of the client, and compare its /etc/resolv.conf: dnsPolicy and ndots are its own.',
    },
    'connection-times-out': {
      codes: ['egress-target', 'egress-dns', 'tcp'],
      issue: 'Nothing that was looked at keeps connections out.',
      fix: 'Try the connection from a pod of the client. If it times out there, a firewall outside the cluster is the next to look at.',
    },
    'tls-errors': {
      codes: ['tcp', 'tls'],
      issue: 'Nothing that was looked at is wrong with TLS.',
      fix: 'Run the openssl line: it shows which name and which authority the server has.',
    },
    'intermittent-failures': {
      codes: ['ttl', 'coredns-log', 'egress-target', 'tcp'],
      issue: 'Nothing that was looked at comes and goes.',
      fix: retryWords,
    },
  }

/** Nothing that was looked at explains the symptom: says what is fine, and what stays undecided. */
export function nothingFound({ symptom, cluster, outside, host }: CaseView, steps: readonly CaseStep[]): Diagnosis {
  const { codes, issue, fix } = left[symptom]
  const undecided = steps.filter(
    ({ code, state }) => codes.includes(code) && (state === 'skipped' || state === 'unknown'),
  )
  const seen = [cluster, outside].find(resolves)
  const wrong = steps.filter(({ state }) => state === 'critical')
  return {
    certainty: 'none',
    severity: wrong.length > 0 ? 'warning' : undecided.length > 0 ? 'unknown' : 'ok',
    side: 'unknown',
    issue,
    cause: causeOf(wrong, undecided),
    evidence: [
      ...(seen ? [`${host} is ${addressWords(seen.addresses)}, by ${seen.resolver ?? 'its resolver'}.`] : []),
      ...steps.filter(({ state, code }) => state === 'ok' && codes.includes(code)).map(({ title }) => `${title}.`),
    ],
    fix: { text: [...wrong.map(({ code }) => elsewhere[code] ?? '').slice(0, 1), fix].filter(Boolean).join(' ') },
  }
}

const otherSymptoms = {
  name: 'What else is wrong keeps names from being found: look into that.',
  connection: 'What else is wrong makes connections time out or be refused: look into that.',
  tls: 'What else is wrong makes clients refuse the certificate: look into that.',
} as const

const elsewhere: Readonly<Partial<Record<CaseStep['code'], string>>> = {
  ...{ name: otherSymptoms.name, 'cluster-dns': otherSymptoms.name, 'as-pod': otherSymptoms.name },
  ...{ 'egress-dns': otherSymptoms.name, 'egress-target': otherSymptoms.connection, tcp: otherSymptoms.connection },
  tls: otherSymptoms.tls,
}

function causeOf(wrong: readonly CaseStep[], undecided: readonly CaseStep[]): string {
  const list = (some: readonly CaseStep[]) =>
    some.map(({ title, detail }) => `${lower(title)} (${detail.replace(/\.$/, '')})`).join('; ')
  const words = [
    ...(wrong.length > 0 ? [`Wrong, though it does not explain this: ${list(wrong)}.`] : []),
    ...(undecided.length > 0 ? [`Not seen: ${list(undecided)}.`] : []),
  ]
  if (words.length === 0) return 'Undecided: all that can be seen from here is as it should be just now.'
  return `Undecided. ${words.join(' ')}`
}

function lower(title: string): string {
  return /^[A-Z][a-z']/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title
}
