import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { Case, CaseStep, Diagnosis } from './case'
import type { CaseFacts } from './case-facts'
import { type CaseView, hostsOf, readCase } from './case-view'
import { known } from './fact'
import { readLog } from './read-log'
import { connectionSteps } from './steps/connection-steps'
import { corefileStep } from './steps/corefile-step'
import { dnsSteps } from './steps/dns-steps'
import { egressSteps } from './steps/egress-steps'
import { logStep } from './steps/log-step'
import { serviceSteps } from './steps/service-steps'
import { ttlStep } from './steps/ttl-step'
import { portFails } from './suspects/connection-suspects'
import { connectionsShutOut, lookupsShutOut } from './suspects/egress-suspects'
import { cachesAndChoices, comesAndGoes, halfAnswer, loggedErrors } from './suspects/flaky-suspects'
import { nothingFound } from './suspects/nothing-found'
import { podFindsNothing } from './suspects/pod-suspects'
import { clusterViewFails, nameFails, resolverSilent } from './suspects/resolution-suspects'
import { badName, endsNowhereInside, notAnAlias, notServed } from './suspects/service-suspects'
import { certificateBad, clientsAskWrong, clientsMayAskWrong, tlsFails } from './suspects/tls-suspects'
import type { Symptom } from './symptom'

type Suspect = (view: CaseView, errors: readonly string[]) => Diagnosis | null

// What makes every lookup fail explains every symptom.
const basics: readonly Suspect[] = [notAnAlias, badName, endsNowhereInside, clusterViewFails, nameFails]

/** Who is asked, in this order, per symptom: the first that fits is what the case comes to. */
const suspects: Readonly<Record<Symptom, readonly Suspect[]>> = {
  'resolution-fails': [
    ...basics,
    ...[lookupsShutOut, podFindsNothing, notServed, resolverSilent, halfAnswer, comesAndGoes, loggedErrors],
  ],
  'connection-times-out': [
    ...basics,
    ...[connectionsShutOut, lookupsShutOut, portFails, podFindsNothing, notServed, halfAnswer, resolverSilent],
  ],
  'tls-errors': [
    ...basics,
    ...[portFails, connectionsShutOut, tlsFails, certificateBad, clientsAskWrong, clientsMayAskWrong, notServed],
  ],
  'intermittent-failures': [
    ...basics,
    ...[comesAndGoes, halfAnswer, lookupsShutOut, connectionsShutOut, portFails, loggedErrors, notServed],
    ...[resolverSilent, cachesAndChoices],
  ],
}

/**
 * What a symptom comes to by the facts: each step with its state, and of all that they show the first that explains the symptom, worst first.
 * Where nothing does it says what is undecided. Plain text throughout; what came from outside is escaped and bounded.
 */
export function openCase(symptom: Symptom, facts: CaseFacts): Case {
  const view = readCase(symptom, facts)
  const hosts = hostsOf(view)
  const log = readLog(
    known(facts.log) ?? [],
    hosts.filter((host) => checkHostName(host).kind === 'ok'),
  )
  const errors = log.flatMap(({ lines }) => lines.filter(({ isError }) => isError).map(({ text }) => text))
  const steps = stepsOf(view, log)
  return {
    symptom,
    at: facts.at,
    elapsedMs: facts.elapsedMs,
    client: facts.client,
    ...(firstOf(suspects[symptom], view, errors) ?? nothingFound(view, steps)),
    steps,
    log,
    hosts,
  }
}

function stepsOf(view: CaseView, log: Case['log']): CaseStep[] {
  return [
    ...serviceSteps(view),
    ...dnsSteps(view),
    corefileStep(view),
    ...egressSteps(view),
    ...connectionSteps(view),
    ttlStep(view),
    logStep(view, log),
  ]
}

function firstOf(all: readonly Suspect[], view: CaseView, errors: readonly string[]): Diagnosis | null {
  for (const suspect of all) {
    const diagnosis = suspect(view, errors)
    if (diagnosis !== null) return diagnosis
  }
  return null
}
