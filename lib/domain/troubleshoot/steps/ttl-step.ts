import { dnsFacts } from '@/lib/domain/resolution/dns-facts'
import type { CaseStep } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'
import { movesOf } from '@/lib/domain/troubleshoot/moves'

/** How long answers live in caches on the way, and whether they changed while the console watched. */
export function ttlStep(view: CaseView): CaseStep {
  const { facts, cluster, outside, corefile, commands, host } = view
  const answer = [cluster, outside].find((seen) => seen !== null && seen.hops.length > 0)
  const title = 'Caches on the way keep answers for a sane time'
  if (!answer) {
    const why = 'There is no record whose TTL could be read.'
    return stepWithout('ttl', title, { kind: 'skipped', why })
  }
  const chain = answer.hops.filter(({ owner }) => owner !== facts.service.serviceName)
  const highest = chain.map(({ ttlHighestSeconds }) => ttlHighestSeconds)
  const shortest = Math.min(...highest)
  const longest = Math.max(...highest)
  const { kubernetesTtlSeconds, cacheMaxSeconds, source } = dnsFacts(corefile, facts.clusterDomain)
  const label = source === 'assumed' ? ' (assumed)' : ''
  const { flips, terminals } = movesOf(facts.history)
  const kept = chain.length === 0 ? '' : `records for ${range(shortest, longest)}, `
  const detail = [
    `${kept}the Service's CNAME for ${kubernetesTtlSeconds} s, the cache for at most ${cacheMaxSeconds} s${label}`,
    ...(flips.length > 0 ? [`failed or healed ${flips.length} times while watched`] : []),
    ...(terminals.length > 0 ? [`moved ${terminals.length} times while watched`] : []),
  ].join('; ')
  const lines = [command(commands.digCluster(host, 'A') ?? commands.digOutside(host))]
  if (flips.length > 0) {
    return step('ttl', null, { title: 'The answer comes and goes', state: 'warning', detail, commands: lines })
  }
  const isOdd = chain.length > 0 && (shortest === 0 || longest > 3600)
  const oddTitle = shortest === 0 ? 'No cache keeps the answer' : 'Caches keep the answer for long'
  return step('ttl', null, {
    title: isOdd ? oddTitle : terminals.length > 0 ? 'The name moved' : title,
    state: isOdd || terminals.length > 0 ? 'info' : 'ok',
    detail,
    commands: lines,
  })
}

function range(shortest: number, longest: number): string {
  return shortest === longest ? `${longest} s` : `${shortest} to ${longest} s`
}
