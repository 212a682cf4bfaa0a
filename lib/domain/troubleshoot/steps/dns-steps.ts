import { outcomePhrase, outcomeWords } from '@/lib/domain/resolution/outcome-words'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { SearchOutcome } from '@/lib/domain/resolution/search-outcome'
import { type Severity, worseSeverity } from '@/lib/domain/resolution/severity'
import type { CaseStep, StepState } from '@/lib/domain/troubleshoot/case'
import type { PodView } from '@/lib/domain/troubleshoot/case-facts'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import { addressWords, type CaseView, isBroken, resolves } from '@/lib/domain/troubleshoot/case-view'
import { withoutAnswer } from './service-steps'

/** How the target resolves in the cluster and outside, and what a pod of the client's namespace gets for the alias. */
export function dnsSteps(view: CaseView): CaseStep[] {
  return [clusterStep(view), outsideStep(view), podStep(view)]
}

function clusterStep(view: CaseView): CaseStep {
  const { cluster, commands, host, facts } = view
  if (facts.service.target === null) return noTarget('cluster-dns', 'The target resolves in the cluster')
  if (cluster === null) {
    const why = "Not asked: no way to the cluster's DNS is configured."
    return stepWithout('cluster-dns', 'The target resolves in the cluster', withoutAnswer(facts.answers, why), [
      command(commands.lookUp(host)),
    ])
  }
  const asked = cluster.brokenAt ?? host
  const lines = [command(commands.digCluster(asked, 'A'), gave(cluster)), command(commands.lookUp(host))]
  return answerStep('cluster-dns', cluster, 'in the cluster', lines)
}

function outsideStep(view: CaseView): CaseStep {
  const { outside, commands, host, facts } = view
  if (facts.service.target === null) return noTarget('outside-dns', 'The target resolves outside')
  if (outside === null) {
    const why = whyNotOutside(view)
    return stepWithout('outside-dns', 'The target resolves outside', withoutAnswer(facts.answers, why))
  }
  const lines = [command(commands.digOutside(outside.brokenAt ?? host), gave(outside))]
  const found = answerStep('outside-dns', outside, 'outside', lines)
  if (!resolves(view.cluster) || !isBroken(outside)) return found
  const detail = `${found.detail} Pods do not need it: the cluster's DNS resolves it.`
  return { ...found, state: 'info', detail }
}

function whyNotOutside({ facts }: CaseView): string {
  const answers = facts.answers.kind === 'known' ? facts.answers.value : []
  const told = answers.find(({ vantage }) => vantage === 'outside')
  if (told !== undefined) return told.verdict.summary
  return facts.isConsoleInCluster
    ? 'Same view: the console runs in the cluster and asks its DNS. Set SIGNPOST_RESOLVERS to see the difference.'
    : 'Not asked: no resolver outside is configured. Set SIGNPOST_RESOLVERS.'
}

function answerStep(
  code: 'cluster-dns' | 'outside-dns',
  answer: VantageAnswer,
  where: string,
  commands: CaseStep['commands'][number][] | (CaseStep['commands'][number] | null)[],
): CaseStep {
  const { verdict, brokenAt, elapsedMs, resolver, addresses } = answer
  if (resolves(answer)) {
    const state = severityHere(answer)
    const title = `The target resolves ${where}`
    const notes = notesHere(answer)
      .map(({ evidence }) => evidence)
      .slice(0, 3)
    const detail = [`${addressWords(addresses)} from ${resolver ?? 'its resolver'}`, ...notes].join('; ')
    return step(code, elapsedMs, { title, state, detail, commands })
  }
  const title = `${brokenAt ?? 'The target'}: ${outcomePhrase(verdict.code)} ${where}`
  return step(code, elapsedMs, { title, state: verdict.severity, detail: verdict.summary, commands })
}

// That the vantages differ is what two steps show side by side; it is no fault of either.
function notesHere({ verdict }: VantageAnswer): VantageAnswer['verdict']['notes'] {
  return verdict.notes.filter(({ code }) => code !== 'SPLIT_HORIZON')
}

function severityHere(answer: VantageAnswer): StepState {
  const { code, severity } = answer.verdict
  if (!code.startsWith('OK')) return severity === 'unknown' ? 'warning' : severity
  const own = code === 'OK_V6_ONLY' ? 'info' : 'ok'
  return notesHere(answer).reduce<Severity>((worst, note) => worseSeverity(worst, note.severity), own)
}

function gave(answer: VantageAnswer): string {
  return resolves(answer) ? addressWords(answer.addresses) : outcomeWords[answer.verdict.code]
}

function noTarget(code: CaseStep['code'], title: string): CaseStep {
  return stepWithout(code, title, { kind: 'skipped', why: 'The Service has no target to ask for.' })
}

function podStep({ facts, commands }: CaseView): CaseStep {
  const { podLookup, client } = facts
  const title = `A pod in ${client.namespace} finds it`
  if (podLookup.kind !== 'known') return stepWithout('as-pod', title, podLookup)
  const { value, elapsedMs } = podLookup
  const lines = [
    command(commands.lookUp(value.name), value.addresses.length > 0 ? addressWords(value.addresses) : null),
  ]
  return step('as-pod', elapsedMs, { ...judgeLookup(value, client.namespace), commands: lines })
}

const outcomesInWords: Readonly<Record<SearchOutcome, string>> = {
  found: 'found',
  'alias-only': 'a CNAME and no address',
  'no-data': 'no address',
  'no-name': 'NXDOMAIN',
  'serv-fail': 'SERVFAIL',
  refused: 'REFUSED',
  'no-reply': 'no reply',
}

function judgeLookup(lookup: PodView, namespace: string): { title: string; state: StepState; detail: string } {
  const { name, asked, addresses, problem } = lookup
  if (problem !== null) return { title: `A pod cannot look up ${name}`, state: 'critical', detail: `${problem}.` }
  const last = asked.at(-1)
  const queries = asked.length === 1 ? 'the first query' : `query ${asked.length} of its search path`
  if (addresses.length > 0) {
    const detail = `${name} is ${last?.name ?? name}, by ${queries}`
    return { title: `A pod in ${namespace} finds it`, state: 'ok', detail }
  }
  if (last === undefined) {
    return { title: `A pod's lookup was not finished`, state: 'unknown', detail: 'The time was up before an answer.' }
  }
  const detail = asked
    .map((query) => `${query.name}: ${outcomesInWords[query.outcome]}`)
    .slice(-3)
    .join('; ')
  const isUnanswered = last.outcome === 'no-reply' || last.outcome === 'refused'
  return {
    title: `A pod in ${namespace} gets no address for ${name}`,
    state: isUnanswered ? 'unknown' : 'critical',
    detail,
  }
}
