import { resolutionFindings } from '@/lib/domain/finding/resolution-findings'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { specialAddress } from '@/lib/domain/resolution/special-address'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import type { CaseFix, Diagnosis, Side } from '@/lib/domain/troubleshoot/case'
import { addressWords, type CaseView, isBroken, resolves } from '@/lib/domain/troubleshoot/case-view'
import { known } from '@/lib/domain/troubleshoot/fact'
import { forwardFor, zoneToForward } from '@/lib/domain/troubleshoot/forward-for'
import { movesOf } from '@/lib/domain/troubleshoot/moves'

/** It fails in the cluster and resolves outside: the way from the cluster's DNS to the zone is what is broken. */
export function clusterViewFails(view: CaseView): Diagnosis | null {
  const { cluster, outside, facts, host } = view
  if (cluster === null || outside === null || !isBroken(cluster) || !resolves(outside)) return null
  const name = cluster.brokenAt ?? host
  const rule = view.corefile === null ? null : forwardFor(view.corefile, name)
  const upstreams = rule?.upstreams.slice(0, 4).join(', ') ?? ''
  const zone = rule === null || rule.zone === '.' ? zoneToForward(name) : rule.zone
  return {
    certainty: 'found',
    severity: 'critical',
    side: 'ours',
    issue: `Pods get no address for ${facts.service.name}.`,
    cause: causeOf(view, zone, upstreams, rule?.zone ?? null),
    evidence: [
      seen(cluster),
      `From outside the same name is ${addressWords(outside.addresses)}, by ${outside.resolver ?? 'its resolver'}.`,
      ...(rule?.overrides.slice(0, 2).map((text) => `In the Corefile stands ${text}, which may answer first.`) ?? []),
    ],
    fix: forwardFix(zone, outside.resolver, rule !== null && rule.zone !== '.'),
  }
}

function causeOf({ facts }: CaseView, zone: string, upstreams: string, forwarded: string | null): string {
  if (facts.corefile.kind !== 'known') {
    return `The cluster's DNS asks somebody who does not give ${zone}. Whom, was not seen: ${facts.corefile.why}`
  }
  if (forwarded === null || upstreams === '')
    return `The Corefile has no forward for ${zone}, so nobody is asked for it.`
  return forwarded === '.'
    ? `The Corefile has no block for ${zone}: all goes to ${upstreams}, which does not give it.`
    : `The Corefile forwards ${zone} to ${upstreams}, and no usable answer comes from there.`
}

function forwardFix(zone: string, resolver: string | null, isForwarded: boolean): CaseFix {
  const place = 'in ConfigMap kube-system/coredns'
  const upstream = upstreamOf(resolver)
  // A name server may have made the name up: only what is a host name may stand in a file that somebody pastes.
  if (upstream === null || checkHostName(zone).kind !== 'ok') {
    return { text: `Forward ${zone} to a resolver that knows it and that the cluster can reach, ${place}.` }
  }
  return {
    text: `${isForwarded ? 'Correct the upstream of' : 'Forward'} ${zone}${isForwarded ? ':' : ' to'} ${upstream}, ${place}, if the CoreDNS pods can reach it. Nothing else changes.`,
    lines: {
      language: 'corefile',
      lines: [`${zone}:53 {`, '    errors', '    cache 30', `    forward . ${upstream}`, '}'],
    },
  }
}

// What is a loopback or link-local address here is another machine, or nobody, in a pod.
function upstreamOf(resolver: string | null): string | null {
  const at = /^\[?(?<host>[0-9a-f.:]+?)\]?:(?<port>\d+)$/i.exec(resolver ?? '')?.groups
  if (at?.host === undefined || specialAddress(at.host)?.severity === 'critical') return null
  return at.port === '53' ? at.host : (resolver ?? null)
}

function seen({ vantage, verdict }: VantageAnswer): string {
  return `From ${vantage === 'cluster' ? 'the cluster' : 'outside'}: ${verdict.summary}`
}

/** The name fails as the cluster sees it, or as the outside does where the cluster's DNS was not heard. */
export function nameFails(view: CaseView, errors: readonly string[] = []): Diagnosis | null {
  const { cluster, outside, facts } = view
  const isClusterHeard = cluster !== null && cluster.verdict.severity !== 'unknown'
  const subject = isClusterHeard ? cluster : outside
  if (subject === null || !isBroken(subject)) return null
  const { code, severity } = subject.verdict
  const answers = [cluster, outside].filter((answer) => answer !== null)
  const advice = resolutionFindings(answers).find((finding) => finding.code === code)
  if (advice === undefined) return null
  const isEverywhere = answers.length > 1 && answers.every(isBroken)
  const logged = isClusterHeard ? (errors.at(-1) ?? null) : null
  const told = code === 'SERVFAIL_UNKNOWN' && logged !== null ? loggedAdvice(view, logged) : advice
  return {
    certainty: 'found',
    severity,
    side: sideOf(view, code, isEverywhere),
    issue: `Pods get no address for ${facts.service.name}.`,
    cause: `${told.cause}${isEverywhere ? ' It is the same from the cluster and from outside.' : ''}`,
    evidence: [
      ...new Set(answers.filter(isBroken).map((answer) => seen(answer))),
      ...(logged === null ? [] : [`CoreDNS logged: ${logged}`]),
    ],
    fix: { text: isEverywhere && ofSilentZones.has(code) ? `${tellTheOwner} ${told.fix}` : told.fix },
  }
}

// CoreDNS keeps the reason to itself: only its log has it.
function loggedAdvice({ corefile, host, cluster }: CaseView, line: string): { cause: string; fix: string } {
  const upstreams =
    corefile === null ? '' : (forwardFor(corefile, cluster?.brokenAt ?? host)?.upstreams ?? []).join(', ')
  const whom = upstreams === '' ? 'its upstream' : `its upstream, ${upstreams}`
  return {
    cause: /i\/o timeout/.test(line)
      ? `CoreDNS waited in vain for an answer from ${whom}.`
      : `CoreDNS could not get an answer from ${whom}; its log says why.`,
    fix: `Ask ${upstreams === '' ? 'the upstream of the Corefile' : upstreams} for the name by hand, from the node of a CoreDNS pod: it is silent for this name, or the way to it is closed.`,
  }
}

const ofTheZone: ReadonlySet<OutcomeCode> = new Set([
  'NXDOMAIN_AT_HOP',
  'NODATA',
  'SERVFAIL_DNSSEC',
  'SERVFAIL_UPSTREAM',
  'SERVFAIL_UNKNOWN',
  'LAME_OR_UNREACHABLE_ZONE',
])
// What no resolver can get, from anywhere, is not the resolvers' fault.
const ofSilentZones: ReadonlySet<OutcomeCode> = new Set([
  'SERVFAIL_UPSTREAM',
  'SERVFAIL_UNKNOWN',
  'LAME_OR_UNREACHABLE_ZONE',
])
const tellTheOwner = 'Tell whoever runs the zone that no resolver gets an answer; until then retarget.'
const ofTheZoneAlways: ReadonlySet<OutcomeCode> = new Set(['CNAME_LOOP', 'CHAIN_TOO_LONG'])

// A target that never existed may be misspelt here; one that did was taken away there. One view alone decides little.
function sideOf({ facts, host }: CaseView, code: OutcomeCode, isEverywhere: boolean): Side {
  if (host.endsWith(`.${facts.clusterDomain}`)) return 'ours'
  if (ofTheZoneAlways.has(code)) return 'provider'
  if (!isEverywhere) return 'unknown'
  if (ofTheZone.has(code)) return 'provider'
  const existed = movesOf(facts.history).flips.length > 0
  return code === 'NXDOMAIN_ORIGIN' && existed ? 'provider' : 'unknown'
}

/** A resolver gave no answer that says anything about the name. */
export function resolverSilent(view: CaseView): Diagnosis | null {
  const { cluster, outside, facts, egress } = view
  const silent = [cluster, outside].filter((answer) => answer !== null).filter(isSilent)
  const [first] = silent
  if (!first) return null
  const words = first.vantage === 'cluster' ? silentCluster(first, silent.length > 1) : silentOutside
  const lookups = egress?.dns[0]?.judgement.evidence
  const pods = first.vantage === 'cluster' && first.verdict.code === 'TIMEOUT' ? known(facts.dnsPods) : null
  const isDown = pods !== null && pods.total > 0 && pods.ready === 0
  return {
    ...{ certainty: isDown ? 'found' : 'possible', severity: isDown ? 'critical' : 'unknown', ...words },
    evidence: [
      ...silent.map(seen),
      ...(pods === null ? [] : [podWords(pods)]),
      ...(lookups === undefined ? [] : [`Lookups of pods in ${facts.client.namespace}: ${lookups}`]),
    ],
  }
}

function podWords({ ready, total }: { ready: number; total: number }): string {
  if (total === 0) return 'There is no pod labelled k8s-app=kube-dns in kube-system.'
  const are = ready === 1 ? 'is' : 'are'
  return ready === 0 ? `None of its ${total} pods is ready.` : `${ready} of its ${total} pods ${are} ready.`
}

function isSilent(answer: VantageAnswer): boolean {
  return answer.verdict.severity === 'unknown' && !resolves(answer)
}

type SilenceWords = Pick<Diagnosis, 'side' | 'issue' | 'cause' | 'fix'>

function silentCluster({ verdict, brokenAt }: VantageAnswer, isEverywhere: boolean): SilenceWords {
  if (verdict.code === 'TIMEOUT') {
    return {
      side: 'ours',
      issue: "The cluster's DNS does not answer.",
      cause:
        'The CoreDNS pods are down or overloaded, or cannot be reached from the console. It says nothing about the name.',
      fix: { text: 'Look at the pods labelled k8s-app=kube-dns in kube-system and at their log, then run again.' },
    }
  }
  const name = brokenAt ?? 'the target'
  return {
    side: isEverywhere ? 'provider' : 'unknown',
    issue: `The cluster's DNS gives no usable answer for ${name}.`,
    cause: isEverywhere
      ? 'It is the same from outside: the servers of the zone refuse the question, or answer with something else than DNS.'
      : 'What it passes on comes from its upstream, which refuses this name or answers with something else than DNS.',
    fix: {
      text: isEverywhere
        ? 'Tell whoever runs the zone what its servers answer; until then retarget.'
        : 'Ask the upstream of the Corefile by hand for this name, and whether it serves the cluster.',
    },
  }
}

const silentOutside: SilenceWords = {
  side: 'unknown',
  issue: 'The resolver outside does not answer.',
  cause: 'It is down, or does not answer this console. It says nothing about the name, and pods do not ask it.',
  fix: { text: 'Check that the resolver runs and answers this console, or configure another.' },
}
