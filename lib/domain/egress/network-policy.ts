/** A label selector as Kubernetes has it (`LabelSelector`); the empty one selects everything. */
export interface LabelSelector {
  matchLabels: Readonly<Record<string, string>>
  matchExpressions: readonly {
    key: string
    operator: string
    values: readonly string[]
  }[]
}

/** Where a rule allows to go: a block of addresses, or pods by the labels of their namespace and their own (null = not asked for). */
export type EgressPeer =
  | { kind: 'block'; cidr: string; except: readonly string[] }
  | { kind: 'pods'; namespaces: LabelSelector | null; pods: LabelSelector | null }

/** A port of a rule: a number, a range up to `endPort`, a name that the destination's pod gives, or null for every port of the protocol. */
export interface EgressPort {
  protocol: string
  port: number | string | null
  endPort: number | null
}

/** One rule: it allows what matches one of `to` and one of `ports`; without any of either, all of that side. */
export interface EgressRule {
  to: readonly EgressPeer[]
  ports: readonly EgressPort[]
}

/** What is read of a NetworkPolicy (networking.k8s.io/v1) for egress; policies that do not limit egress have `limitsEgress` false. */
export interface NetworkPolicy {
  name: string
  pods: LabelSelector
  limitsEgress: boolean
  rules: readonly EgressRule[]
}

/** A policy with its other side, too: who may come to the pods that it selects (`from` in the place of `to`). */
export interface TwoWayPolicy extends NetworkPolicy {
  limitsIngress: boolean
  ingressRules: readonly EgressRule[]
}

/** The ingress side of a policy in the terms of the other one: the pods that it selects are those that are reached, its rules name who may come. */
export function ingressSide({ name, pods, limitsIngress, ingressRules }: TwoWayPolicy): NetworkPolicy {
  return { name, pods, limitsEgress: limitsIngress, rules: ingressRules }
}
