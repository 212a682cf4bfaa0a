import { outcomePhrase } from '@/lib/domain/resolution/outcome-words'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { addressWords } from './address-words'
import type { ChainStep } from './chain-steps'
import type { EdgeKind, NodeClass } from './flow-source'

/** The second line of a name's node: which hop it is, of which type, and how it goes on or ends. */
export function stepLine(step: ChainStep, index: number, answer: VantageAnswer): string {
  const hop = `hop ${index + 1}`
  switch (step.kind) {
    case 'cname':
    case 'loop':
      return `${hop} · CNAME · ${step.ttlSeconds} s left`
    case 'address':
      return `${hop} · ${step.types.join(', ')} · ${addressWords(step.data)} · ${step.ttlSeconds} s`
    case 'broken':
    case 'silent':
      return `${hop} · ${outcomePhrase(answer.verdict.code)}`
  }
}

export function stepClass(step: ChainStep): NodeClass {
  switch (step.kind) {
    case 'cname':
      return 'host'
    case 'address':
      return 'terminal'
    case 'loop':
    case 'broken':
      return 'bad'
    case 'silent':
      return 'out'
  }
}

export function stepEdge(step: ChainStep): EdgeKind {
  if (step.kind === 'broken') return 'broken'
  return step.kind === 'silent' ? 'silent' : 'leads'
}
