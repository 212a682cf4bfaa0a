import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Hop, VantageAnswer } from '@/lib/domain/resolution/resolution'

/**
 * One owner name of a chain and what its question gave: `cname` leads on, `address` ends well, `loop` leads back to the name `data`,
 * `broken` failed, `silent` has no answer that says so (nobody asked, or the resolver's own fault).
 */
export interface ChainStep {
  name: string
  kind: 'cname' | 'address' | 'loop' | 'broken' | 'silent'
  types: string[]
  data: string[]
  ttlSeconds: number | null
  ttlHighestSeconds: number | null
}

const longestChain = 64

/** The names of one vantage's answer in the order they are followed, from the target on; the Service's own CNAME is left out. */
export function chainSteps(answer: VantageAnswer, target: string): ChainStep[] {
  const byOwner = hopsByOwner(answer.hops)
  const steps: ChainStep[] = []
  const seen = new Set<string>()
  let name = normaliseHost(target)
  while (steps.length < longestChain) {
    seen.add(name)
    const step = stepOf(name, byOwner.get(name) ?? [], answer)
    const next = step.kind === 'cname' ? normaliseHost(step.data[0] ?? '') : ''
    if (next !== '' && seen.has(next)) {
      steps.push({ ...step, kind: 'loop' })
      break
    }
    steps.push(step)
    if (next === '') break
    name = next
  }
  return steps
}

function hopsByOwner(hops: readonly Hop[]): Map<string, Hop[]> {
  const byOwner = new Map<string, Hop[]>()
  for (const hop of hops) {
    const owner = normaliseHost(hop.owner)
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), hop])
  }
  return byOwner
}

function stepOf(name: string, hops: readonly Hop[], answer: VantageAnswer): ChainStep {
  const cname = hops.find((hop) => hop.type === 'CNAME')
  if (cname) return recordStep(name, 'cname', [cname])
  if (hops.length > 0) return recordStep(name, 'address', hops)
  const isBroken = answer.verdict.severity !== 'unknown'
  return {
    name,
    kind: isBroken ? 'broken' : 'silent',
    types: [],
    data: [],
    ttlSeconds: null,
    ttlHighestSeconds: null,
  }
}

function recordStep(name: string, kind: 'cname' | 'address', hops: readonly Hop[]): ChainStep {
  return {
    name,
    kind,
    types: [...new Set(hops.map((hop) => hop.type))],
    data: hops.map((hop) => hop.data),
    ttlSeconds: Math.min(...hops.map((hop) => hop.ttlSeconds)),
    ttlHighestSeconds: Math.max(...hops.map((hop) => hop.ttlHighestSeconds)),
  }
}
