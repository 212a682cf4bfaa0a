import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { type Colour, colours } from '@/lib/domain/group/colour'
import { addressWords } from './address-words'
import { type FlowSource, flowSource } from './flow-source'

export interface ChangeFlowInput {
  cluster: string
  namespace: string
  name: string
  target: string | null
  /** Whether there is no such Service. */
  isAbsent?: boolean
  /** The labels of the pods that the Service leads to, and whether it is headless; absent for one that leads elsewhere. */
  pods?: { selector: Readonly<Record<string, string>>; isHeadless: boolean } | undefined
  /** Targets of the group's colours, null when the alias is in no group. */
  lanes: { blue: string | null; green: string | null } | null
  /** Addresses that the target has, as far as known; without a target, those that the Service itself leads to. */
  addresses: string[]
}

/** Mermaid flowchart of an alias before or after a change: where it leads, and the lanes of its group, the live one solid. */
export function changeFlowDiagram(input: ChangeFlowInput): string {
  const source = flowSource(`Where ${input.name} leads`, sentence(input))
  const alias = source.node([input.name, input.isAbsent ? 'no Service' : 'Service'], input.isAbsent ? 'out' : 'alias')
  const live = liveLane(input)
  const { lanes } = input
  if (lanes) {
    for (const colour of colours) drawLane(source, alias, colour, lanes[colour], colour === live, input.addresses)
  }
  if (input.target !== null && live === null) {
    const known = input.addresses.length > 0 ? addressWords(input.addresses) : 'external name'
    const line = lanes ? `neither lane alone · ${known}` : known
    source.edge(alias, source.node([input.target, line], 'host'), 'leads')
  }
  if (input.pods) {
    const way = input.pods.isHeadless ? 'pods, without a cluster IP' : 'pods, through a cluster IP'
    source.edge(alias, source.node([podWords(input.pods), way], 'host'), 'leads')
  } else if (input.target === null && input.addresses.length > 0) {
    source.edge(alias, source.node([addressWords(input.addresses), 'its EndpointSlices'], 'host'), 'leads')
  }
  return source.text()
}

function drawLane(
  source: FlowSource,
  alias: string,
  colour: Colour,
  target: string | null,
  isLive: boolean,
  addresses: readonly string[],
): void {
  const state = isLive ? 'live' : 'standby'
  const known = isLive && addresses.length > 0 ? ` · ${addressWords(addresses)}` : ''
  const line = target === null ? `${colour} · missing` : `${colour} · ${state}${known}`
  const lane = source.node([target ?? 'no alias', line], isLive ? colour : `${colour}Standby`)
  if (isLive) source.edge(alias, lane, colour)
  else source.beside(alias, lane)
}

function liveLane(input: ChangeFlowInput): Colour | null {
  const { lanes, target } = input
  if (lanes === null || target === null) return null
  const wanted = normaliseHost(target)
  const equal = colours.filter((colour) => lanes[colour] !== null && normaliseHost(lanes[colour] ?? '') === wanted)
  return equal.length === 1 ? (equal[0] ?? null) : null
}

function podWords({ selector }: NonNullable<ChangeFlowInput['pods']>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}

function sentence(input: ChangeFlowInput): string {
  if (input.isAbsent) return `There is no Service ${input.name} in ${input.namespace}.`
  const subject = `Service ${input.name} in ${input.namespace}`
  if (input.pods) return `${subject} leads to the pods with ${podWords(input.pods)}.`
  if (input.target === null) {
    const addresses = input.addresses.join(', ')
    return addresses === ''
      ? `${subject} leads to no external name.`
      : `${subject} leads to the addresses ${addresses}.`
  }
  const live = liveLane(input)
  const lane = input.lanes === null ? '' : live === null ? ', neither lane alone' : `, the ${live} lane`
  return `${subject} leads to ${input.target}${lane}.`
}
