import ipaddr from 'ipaddr.js'
import { allOf, anyOf, type Match, matchSelector } from './match-selector'
import type { EgressPeer, EgressPort, EgressRule } from './network-policy'

/** The protocols that a Service's port and a NetworkPolicy's rule may name. */
type PortProtocol = 'TCP' | 'UDP' | 'SCTP'

/**
 * Where a pod wants to go: an address outside the cluster, or a pod by its labels (`null`: not known; some of them unless `isEveryLabelKnown`) and
 * those of its namespace.
 */
export type Destination =
  | { kind: 'address'; address: string; port: number; protocol: PortProtocol }
  | {
      kind: 'pod'
      sameNamespace: boolean
      namespaceLabels: Readonly<Record<string, string>> | null
      podLabels: Readonly<Record<string, string>> | null
      isEveryLabelKnown: boolean
      port: number
      protocol: PortProtocol
    }

/** Whether one egress rule lets a pod go there. */
export function matchRule(rule: EgressRule, destination: Destination): Match {
  const ports = rule.ports.length === 0 ? 'yes' : anyOf(rule.ports.map((port) => matchPort(port, destination)))
  if (ports === 'no') return 'no'
  const peers = rule.to.length === 0 ? 'yes' : anyOf(rule.to.map((peer) => matchPeer(peer, destination)))
  return allOf([ports, peers])
}

function matchPort({ protocol, port, endPort }: EgressPort, destination: Destination): Match {
  if (protocol !== destination.protocol) return 'no'
  if (port === null) return 'yes'
  // A named port is the name a pod gives to it: an address outside has none.
  if (typeof port === 'string') return destination.kind === 'pod' ? 'undecided' : 'no'
  return destination.port >= port && destination.port <= (endPort ?? port) ? 'yes' : 'no'
}

function matchPeer(peer: EgressPeer, destination: Destination): Match {
  if (peer.kind === 'block') {
    // A pod is reached through a Service's address: whether a block is held against that or the pod's own is the network plugin's choice.
    return destination.kind === 'pod' ? 'undecided' : matchBlock(peer, destination.address)
  }
  return destination.kind === 'pod' ? matchPods(peer, destination) : 'no'
}

function matchBlock({ cidr, except }: EgressPeer & { kind: 'block' }, address: string): Match {
  const inside = isInside(address, cidr)
  if (inside !== 'yes') return inside
  const excluded = anyOf(except.map((part) => isInside(address, part)))
  if (excluded === 'yes') return 'no'
  return excluded === 'undecided' ? 'undecided' : 'yes'
}

function matchPods(peer: EgressPeer & { kind: 'pods' }, destination: Destination & { kind: 'pod' }): Match {
  const { sameNamespace, namespaceLabels, podLabels, isEveryLabelKnown } = destination
  const namespace =
    peer.namespaces === null
      ? sameNamespace
        ? 'yes'
        : 'no'
      : namespaceLabels === null
        ? 'undecided'
        : matchSelector(peer.namespaces, namespaceLabels)
  if (peer.pods === null) return namespace
  return allOf([namespace, podLabels === null ? 'undecided' : matchSelector(peer.pods, podLabels, isEveryLabelKnown)])
}

function isInside(address: string, cidr: string): Match {
  if (!ipaddr.isValid(address) || !ipaddr.isValidCIDR(cidr)) return 'undecided'
  const [range, bits] = ipaddr.parseCIDR(cidr)
  const parsed = ipaddr.process(address)
  if (parsed.kind() !== range.kind()) return 'no'
  return parsed.match(range, bits) ? 'yes' : 'no'
}
