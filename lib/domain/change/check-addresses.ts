import ipaddr from 'ipaddr.js'
import { canonicalAddress } from './canonical-address'
import type { AddressHolder, Answer, HeadlessEvidence } from './change-evidence'

type AddressEvidence = HeadlessEvidence['addresses']

const unusable: Readonly<Record<string, string>> = {
  unspecified: 'unspecified',
  loopback: 'in the loopback range',
  linkLocal: 'in the link-local range',
  multicast: 'in a multicast range',
  broadcast: 'the broadcast address',
}

/** The checks of the addresses that a headless Service is to stand for: how they are written, that clients can use them, and whose they are. */
export function checkAddresses(addresses: AddressEvidence): Answer[] {
  return [checkCanonical(addresses), checkUsable(addresses), ...checkHolders(addresses)]
}

function checkCanonical(addresses: AddressEvidence): Answer {
  const code = 'address-canonical'
  const odd = addresses.flatMap(({ address }) => {
    const canonical = canonicalAddress(address)?.text
    return canonical === address ? [] : [canonical === undefined ? address : `${address} is ${canonical}`]
  })
  if (odd.length > 0)
    return { code, state: 'block', title: 'An address is not in its canonical form', evidence: odd.join(', ') }
  return { code, state: 'pass', title: 'The addresses are in their canonical form', evidence: listed(addresses) }
}

function checkUsable(addresses: AddressEvidence): Answer {
  const code = 'address-usable'
  const bad = addresses.flatMap(({ address }) => {
    const why = ipaddr.isValid(address) ? unusable[rangeOf(address)] : undefined
    return why === undefined ? [] : [`${address} is ${why}`]
  })
  if (bad.length > 0)
    return { code, state: 'block', title: 'An address is none that clients can reach', evidence: bad.join(', ') }
  return { code, state: 'pass', title: 'No address is loopback, link-local or multicast', evidence: listed(addresses) }
}

// An IPv4 address inside an IPv6 one leads where the IPv4 address does.
function rangeOf(address: string): string {
  return ipaddr.process(address).range()
}

function checkHolders(addresses: AddressEvidence): Answer[] {
  const held = (kind: AddressHolder['kind']) => addresses.filter(({ holder }) => holder.kind === kind)
  const code = 'address-outside'
  const found: Answer[] = []
  const services = held('service')
  if (services.length > 0) {
    const title = 'An address is the cluster IP of another Service'
    found.push({ code, state: 'block', title, evidence: services.map(said).join(', ') })
  }
  const pods = held('pod')
  if (pods.length > 0) {
    const title = 'An address is a pod’s and goes with it'
    found.push({ code: 'address-pod', state: 'warn', title, evidence: pods.map(said).join(', ') })
  }
  const unknown = held('unknown')
  if (unknown.length > 0) {
    const title = 'Whether an address belongs to the cluster is not known'
    found.push({ code: 'address-holder', state: 'warn', title, evidence: unknown.map(said).join(', ') })
  }
  if (found.length > 0) return found
  const evidence = `no Service has it as clusterIP, no pod as podIP: ${listed(addresses)}`
  return [{ code, state: 'pass', title: 'The addresses are none of the cluster’s', evidence }]
}

function said({ address, holder }: AddressEvidence[number]): string {
  if (holder.kind === 'none') return address
  if (holder.kind === 'unknown') return `${address}: ${holder.why}`
  return `${address}: ${holder.kind === 'pod' ? 'pod' : 'Service'} ${holder.name} in namespace ${holder.namespace}`
}

function listed(addresses: AddressEvidence): string {
  return addresses.map(({ address }) => address).join(', ')
}
