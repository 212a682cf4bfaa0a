import { type Destination, matchRule } from './match-rule'
import { anyOf, type Match, matchSelector, selectorWords, selectsAll } from './match-selector'
import type { NetworkPolicy } from './network-policy'

/** `open`: nothing limits egress; `depends`: it goes for some pods of the namespace and not for others; `undecided`: the policies alone do not say. */
export type EgressState = 'open' | 'allowed' | 'blocked' | 'depends' | 'undecided'

export interface EgressJudgement {
  state: EgressState
  /** The policies that decide it. */
  policies: string[]
  evidence: string
}

/**
 * Whether the egress NetworkPolicies of a namespace let its pods go to a destination. A pod that some policy selects for egress may only go
 * where one of those allows it (https://kubernetes.io/docs/concepts/services-networking/network-policies/). `podLabels` names one client; without it every pod
 * is meant, and policies that select only some of them are told apart.
 */
export function judgeEgress(
  policies: readonly NetworkPolicy[],
  destination: Destination,
  podLabels: Readonly<Record<string, string>> | null = null,
): EgressJudgement {
  const limiting = policies.filter(({ limitsEgress }) => limitsEgress)
  if (limiting.length === 0) {
    return { state: 'open', policies: [], evidence: 'No NetworkPolicy limits what pods of the namespace may reach.' }
  }
  return podLabels === null ? judgeEveryPod(limiting, destination) : judgeOnePod(limiting, destination, podLabels)
}

function judgeOnePod(
  limiting: readonly NetworkPolicy[],
  destination: Destination,
  labels: Readonly<Record<string, string>>,
): EgressJudgement {
  const selecting = limiting.map((policy) => ({ policy, selects: matchSelector(policy.pods, labels) }))
  const surely = selecting.filter(({ selects }) => selects === 'yes').map(({ policy }) => policy)
  const perhaps = selecting.filter(({ selects }) => selects === 'undecided').map(({ policy }) => policy)
  const base = surely.length === 0 ? notSelected : judgeTogether(surely, destination)
  // One more policy can only allow more to a pod that is limited already.
  if (perhaps.length === 0 || base.state === 'allowed') return base
  if (surely.length === 0 && perhaps.every((policy) => allowsIt(policy, destination) === 'yes')) {
    const evidence = `${namesOf(perhaps)} allows it, whether or not it selects the pod.`
    return { state: 'allowed', policies: namesList(perhaps), evidence }
  }
  return undecided(perhaps, `Whether ${namesOf(perhaps)} selects the pod cannot be decided.`)
}

const notSelected: EgressJudgement = {
  state: 'open',
  policies: [],
  evidence: 'No NetworkPolicy selects the pod for egress.',
}

function judgeEveryPod(limiting: readonly NetworkPolicy[], destination: Destination): EgressJudgement {
  const forAll = limiting.filter(({ pods }) => selectsAll(pods))
  const forSome = limiting.filter(({ pods }) => !selectsAll(pods))
  const base = forAll.length === 0 ? null : judgeTogether(forAll, destination)
  if (forSome.length === 0 && base !== null) return base
  if (base?.state === 'allowed') return base
  const parts = forSome.map((policy) => ({ policy, judgement: judgeTogether([...forAll, policy], destination) }))
  if (base?.state === 'blocked' && parts.every(({ judgement }) => judgement.state === 'blocked')) {
    return blocked(limiting, 'All pods')
  }
  if (base === null && parts.every(({ judgement }) => judgement.state === 'allowed')) {
    return {
      state: 'allowed',
      policies: namesList(forSome),
      evidence: `${namesOf(forSome)} allow it, and pods they do not select are not limited.`,
    }
  }
  const said = parts.map(({ policy, judgement }) => `${who(policy)} ${outcomeWords[judgement.state]}`)
  const rest = base === null ? 'other pods are not limited' : `other pods ${outcomeWords[base.state]}`
  return {
    state: 'depends',
    policies: namesList(limiting),
    evidence: `It depends on the pod: ${[...said, rest].join('; ')}.`,
  }
}

function judgeTogether(policies: readonly NetworkPolicy[], destination: Destination): EgressJudgement {
  const answers = policies.map((policy) => ({ policy, allows: allowsIt(policy, destination) }))
  const allowing = answers.filter(({ allows }) => allows === 'yes').map(({ policy }) => policy)
  if (allowing.length > 0) {
    return { state: 'allowed', policies: namesList(allowing), evidence: `${namesOf(allowing)} allows it.` }
  }
  const open = answers.filter(({ allows }) => allows === 'undecided').map(({ policy }) => policy)
  if (open.length > 0) {
    return undecided(
      open,
      `${namesOf(open)} may allow it: a rule of it names pods or ports that cannot be told from here.`,
    )
  }
  return blocked(policies, 'Pods')
}

function allowsIt({ rules }: NetworkPolicy, destination: Destination): Match {
  return anyOf(rules.map((rule) => matchRule(rule, destination)))
}

function blocked(policies: readonly NetworkPolicy[], whom: string): EgressJudgement {
  const silent = policies.filter(({ rules }) => rules.length === 0)
  const why =
    silent.length === policies.length
      ? `${namesOf(policies)} allows no egress at all`
      : `no rule of ${namesOf(policies)} allows it`
  return { state: 'blocked', policies: namesList(policies), evidence: `${whom} may not go there: ${why}.` }
}

function undecided(policies: readonly NetworkPolicy[], evidence: string): EgressJudgement {
  return { state: 'undecided', policies: namesList(policies), evidence }
}

const outcomeWords: Readonly<Record<EgressState, string>> = {
  open: 'are not limited',
  allowed: 'may go there',
  blocked: 'may not',
  depends: 'may or may not',
  undecided: 'cannot be decided from here',
}

const namedPolicies = 5

function who({ name, pods }: NetworkPolicy): string {
  return `pods with ${selectorWords(pods)} (${name})`
}

function namesList(policies: readonly NetworkPolicy[]): string[] {
  return policies.map(({ name }) => name)
}

function namesOf(policies: readonly NetworkPolicy[]): string {
  const names = namesList(policies)
  const shown = names.slice(0, namedPolicies).join(', ')
  return names.length > namedPolicies ? `${shown} and ${names.length - namedPolicies} more` : shown
}
