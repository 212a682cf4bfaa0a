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
  return {
    certainty: 'none',
    severity: undecided.length > 0 ? 'unknown' : 'ok',
    side: 'unknown',
    issue,
    cause:
      undecided.length === 0
        ? 'Undecided: all that can be seen from here is as it should be just now.'
        : `Undecided. Not seen: ${undecided.map(({ title, detail }) => `${lower(title)} (${detail.replace(/\.$/, '')})`).join('; ')}.`,
    evidence: [
      ...(seen ? [`${host} is ${addressWords(seen.addresses)}, by ${seen.resolver ?? 'its resolver'}.`] : []),
      ...steps.filter(({ state, code }) => state === 'ok' && codes.includes(code)).map(({ title }) => `${title}.`),
    ],
    fix: { text: fix },
  }
}

function lower(title: string): string {
  return /^[A-Z][a-z']/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title
}
