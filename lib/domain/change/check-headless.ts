import type { Answer, HeadlessEvidence } from './change-evidence'
import { checkAddresses } from './check-addresses'
import { returnsToAddress } from './check-target'
import { isOwnSlice, ownSliceName, type SliceFacts } from './endpoint-slice'
import { isNameless } from './served-answers'
import type { ServiceFacts } from './service-facts'
import { sliceCleanUp } from './slice-clean-up'

const tlsPorts = new Set([443, 465, 636, 853, 989, 990, 993, 995, 5671, 6443, 8443, 9443])

/** The checks of a change to a headless Service that stands for addresses (an IP literal that is to work). */
export function checkHeadless(headless: HeadlessEvidence, service: ServiceFacts): Answer[] {
  return [
    ...checkAddresses(headless.addresses),
    ...checkPorts(headless),
    checkSelector(headless),
    ...checkSlices(headless.slices, service),
    checkTls(headless),
    ...checkReturn(service),
  ]
}

function checkPorts({ ports, outcome }: HeadlessEvidence): Answer[] {
  if (ports.length === 0) {
    const evidence =
      'Neither the request nor the Service names a port: SRV records and the ports of the slice would be missing'
    return [{ code: 'ports-known', state: 'block', title: 'The ports are not known', evidence }]
  }
  const known: Answer = {
    code: 'ports-known',
    state: 'pass',
    title: 'The ports are known',
    evidence: ports
      .map(({ name, port, protocol = 'TCP' }) => `${name ? `${name} ` : ''}${port}/${protocol}`)
      .join(', '),
  }
  if (outcome === null) return [known]
  const wanted = [...outcome.portNames].sort().join(', ')
  const unequal = outcome.slicePortNames.find((names) => [...names].sort().join(', ') !== wanted)
  if (unequal === undefined) return [known]
  const evidence = `Service: ${wanted || 'unnamed'}; slice: ${[...unequal].sort().join(', ') || 'unnamed'}`
  return [known, { code: 'ports-named', state: 'block', title: 'The ports of a slice have other names', evidence }]
}

function checkSelector({ selector, outcome }: HeadlessEvidence): Answer {
  const code = 'no-selector'
  const left = outcome?.selector ?? {}
  if (Object.keys(left).length > 0) {
    const evidence = `${words(left)}: its controller would write slices of its own`
    return { code, state: 'block', title: 'The Service would keep a selector', evidence }
  }
  if (selector !== null && Object.keys(selector).length > 0) {
    const evidence = `${words(selector)}: an ExternalName ignores it, a headless Service would follow it; an undo puts it back`
    return { code, state: 'info', title: 'The selector of the Service is removed', evidence }
  }
  return { code, state: 'pass', title: 'The Service has no selector', evidence: 'none is left' }
}

function checkSlices(slices: readonly SliceFacts[], { namespace, name }: ServiceFacts): Answer[] {
  const own = slices.filter((slice) => isOwnSlice(slice, name))
  const taken = slices.filter((slice) => !isOwnSlice(slice, name) && isOurName(slice, name))
  const foreign = slices.filter(
    (slice) => slice.serviceName === name && !isOwnSlice(slice, name) && !taken.includes(slice),
  )
  const found: Answer[] = []
  if (taken.length > 0) {
    const evidence = taken.map(({ name: slice, managedBy }) => `${slice}, kept by ${managedBy ?? 'nobody'}`).join(', ')
    found.push({
      code: 'slice-collides',
      state: 'block',
      title: 'An EndpointSlice of that name is not Signpost’s',
      evidence,
    })
  }
  if (foreign.length > 0) {
    const title = 'Other EndpointSlices would take traffic of the Service'
    const evidence = foreign.map((slice) => sliceCleanUp(slice, namespace)).join(' · ')
    found.push({ code: 'foreign-slices', state: 'block', title, evidence })
  }
  if (own.length > 0) {
    const evidence = own.map(({ name: slice, addresses }) => `${slice}: ${addresses.join(', ')}`).join(' · ')
    found.push({
      code: 'slice-left',
      state: 'info',
      title: 'A slice of an earlier attempt is left and is taken over',
      evidence,
    })
  }
  if (found.length > 0) return found
  return [
    { code: 'foreign-slices', state: 'pass', title: 'No other EndpointSlice is there', evidence: `asked for ${name}` },
  ]
}

function isOurName(slice: SliceFacts, service: string): boolean {
  return slice.name === ownSliceName(service, 'IPv4') || slice.name === ownSliceName(service, 'IPv6')
}

function checkTls({ ports }: HeadlessEvidence): Answer {
  const code = 'tls-names'
  const speaking = ports.filter(({ name = '', port, targetPort, appProtocol = '' }) => {
    const numbers = typeof targetPort === 'number' ? [port, targetPort] : [port]
    return /tls|ssl|https|ldaps/i.test(`${name} ${appProtocol}`) || numbers.some((number) => tlsPorts.has(number))
  })
  const evidence = 'Its certificate has to name the Service, since clients know no other name'
  if (speaking.length === 0) return { code, state: 'info', title: 'Whoever speaks TLS there is not checked', evidence }
  const which = speaking.map(({ name, port }) => name || port).join(', ')
  return {
    code,
    state: 'warn',
    title: 'TLS goes to an address without a name of its own',
    evidence: `${which}: ${evidence}`,
  }
}

function checkReturn({ target }: ServiceFacts): Answer[] {
  const isReturn = target !== null && isNameless({ type: 'ExternalName', target, externalName: target })
  return isReturn ? [returnsToAddress(target)] : []
}

function words(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}
