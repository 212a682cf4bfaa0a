import { type CertificateJudgement, judgeCertificate } from '@/lib/domain/probe/certificate'
import type { ProbeResult } from '@/lib/domain/probe/probe-result'
import { inClusterNames } from '@/lib/domain/probe/tls-name'
import { chainNames } from '@/lib/domain/resolution/chain-names'
import type { Corefile } from '@/lib/domain/resolution/corefile'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import { type CaseCommands, caseCommands } from './case-commands'
import type { CaseFacts } from './case-facts'
import { type ClientPort, clientPort } from './client-port'
import { type EgressView, egressView } from './egress-view'
import { known } from './fact'
import type { Symptom } from './symptom'

/** The facts of a case with what every rule derives from them. */
export interface CaseView {
  symptom: Symptom
  facts: CaseFacts
  /** The target, or the Service's own name where it has none. */
  host: string
  cluster: VantageAnswer | null
  outside: VantageAnswer | null
  worst: VantageAnswer | null
  /** As the cluster sees them where it does, else as the outside does. */
  addresses: readonly string[]
  port: ClientPort | null
  corefile: Corefile | null
  egress: EgressView | null
  probe: ProbeResult | null
  certificate: CertificateJudgement | null
  commands: CaseCommands
}

export function readCase(symptom: Symptom, facts: CaseFacts): CaseView {
  const { service } = facts
  const answers = (known(facts.answers) ?? []).map(plain)
  const find = (name: VantageAnswer['vantage']) =>
    answers.find(({ vantage, verdict }) => vantage === name && verdict.code !== 'NOT_ASKED') ?? null
  const [cluster, outside] = [find('cluster'), find('outside')]
  const resolving = [cluster, outside].find((answer) => answer !== null && answer.addresses.length > 0)
  const addresses = resolving?.addresses ?? []
  const port = clientPort(service)
  const egress = known(facts.egress)
  const probe = known(facts.probe)?.latest ?? null
  return {
    symptom,
    facts,
    host: service.target ?? service.serviceName,
    cluster,
    outside,
    worst: worseAnswer(answers),
    addresses,
    port,
    corefile: known(facts.corefile),
    egress: egress === null ? null : egressView(facts, egress, addresses, port),
    probe,
    certificate: certificateOf(facts, probe),
    commands: caseCommands(facts, cluster?.resolver ?? null, outside?.resolver ?? null, port),
  }
}

function certificateOf({ at, service, clusterDomain }: CaseFacts, probe: ProbeResult | null) {
  if (probe?.tls?.ok !== true) return null
  const aliasNames = inClusterNames(service, clusterDomain)
  return judgeCertificate(probe.tls, { nowMs: Date.parse(at), host: probe.host, aliasNames })
}

// Names of a chain are whatever a name server put there.
function plain(answer: VantageAnswer): VantageAnswer {
  const { brokenAt, hops } = answer
  return {
    ...answer,
    brokenAt: brokenAt === null ? null : plainText(brokenAt, 253),
    hops: hops.map((hop) => ({ ...hop, owner: plainText(hop.owner, 253), data: plainText(hop.data, 253) })),
  }
}

/** Whether a vantage came to an answer about the name, and that is that nobody can use it. */
export function isBroken(answer: VantageAnswer | null): boolean {
  if (answer === null || answer.addresses.length > 0) return false
  return answer.verdict.severity === 'critical' || answer.verdict.severity === 'warning'
}

export function resolves(answer: VantageAnswer | null): boolean {
  return answer !== null && answer.addresses.length > 0
}

/** The first few addresses of an answer, and how many more. */
export function addressWords(addresses: readonly string[]): string {
  const shown = addresses.slice(0, 3).join(', ')
  return addresses.length > 3 ? `${shown} and ${addresses.length - 3} more` : shown
}

const hostsNamed = 60

/** Every host and address that the words of the case may name. */
export function hostsOf(view: CaseView): string[] {
  const { facts, host, cluster, outside } = view
  const answered = [cluster, outside].flatMap((answer) =>
    answer === null
      ? []
      : [
          ...chainNames(host, answer.hops),
          ...answer.addresses,
          ...(answer.brokenAt === null ? [] : [answer.brokenAt]),
          ...(answer.resolver === null ? [] : [answer.resolver]),
        ],
  )
  const lookup = known(facts.podLookup)
  const names = [facts.service.serviceName, host, ...answered, ...(lookup?.asked.map(({ name }) => name) ?? [])]
  // A name of one label is an ordinary word.
  return [...new Set(names)].filter((name) => /[.:]/.test(name)).slice(0, hostsNamed)
}
