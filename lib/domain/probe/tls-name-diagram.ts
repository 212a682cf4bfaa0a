import { type FlowSource, flowSource } from '@/lib/domain/diagram/flow-source'
import type { NameCoverage } from './tls-name'

export interface TlsNameDiagramInput {
  /** The alias, as clients call it in full. */
  serviceName: string
  coverage: NameCoverage
  /** The names of the certificate, as read. */
  names: readonly string[]
  nameCount: number
}

/** Mermaid flowchart of what clients ask for, by the alias and by the target's own name, and what the certificate is for. */
export function tlsNameDiagram(input: TlsNameDiagramInput): string {
  const { serviceName, coverage } = input
  const source = flowSource('TLS name', sentence(input))
  const isAliasCovered = coverage.aliasNames.some(({ name, isCovered }) => name === serviceName && isCovered)
  const plain = source.node(['client as it is', `asks for ${serviceName}`], 'alias')
  const named = source.node(['client with TLS server name', `asks for ${coverage.host}`], 'client')
  const isForAny = isAliasCovered || coverage.isHostCovered
  const certificate = source.node([namesLine(input), 'what the certificate is for'], isForAny ? 'terminal' : 'bad')
  join(source, plain, certificate, isAliasCovered)
  join(source, named, certificate, coverage.isHostCovered)
  return source.text()
}

function join(source: FlowSource, from: string, to: string, isCovered: boolean): void {
  source.edge(from, to, isCovered ? 'leads' : 'broken', isCovered ? 'matches' : 'refused')
}

const namesShown = 2

function namesLine({ names, nameCount }: TlsNameDiagramInput): string {
  if (names.length === 0) return 'no name'
  const more = nameCount - Math.min(namesShown, names.length)
  const shown = names.slice(0, namesShown).join(', ')
  return more > 0 ? `${shown} +${more}` : shown
}

function sentence({ serviceName, coverage }: TlsNameDiagramInput): string {
  const alias = coverage.aliasNames.some(({ name, isCovered }) => name === serviceName && isCovered)
  const says = (isCovered: boolean) => (isCovered ? 'is' : 'is not')
  return `The certificate ${says(alias)} for ${serviceName}, and ${says(coverage.isHostCovered)} for ${coverage.host}.`
}
