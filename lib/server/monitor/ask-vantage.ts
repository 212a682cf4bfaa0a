import type { DnsClient, WalkOptions } from '@/lib/dns/dns-client'
import type { Vantage } from '@/lib/dns/vantages'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { judgeWalk } from '@/lib/domain/resolution/judge-walk'
import { notAsked } from '@/lib/domain/resolution/not-asked'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'

export interface VantageQuestion {
  client: DnsClient
  vantage: Vantage
  host: string
  clusterDomain: string
  options: WalkOptions
}

/** Asks one vantage for a host: its first resolver, and the next one while the answer so far says more about the resolver than the host. */
export async function askVantage(question: VantageQuestion): Promise<VantageAnswer> {
  const { client, vantage, host, options } = question
  if (vantage.name === 'outside' && isNameOfCluster(host, question.clusterDomain)) {
    return notAsked('outside', "A name of this cluster is asked of the cluster's DNS only.")
  }
  let best: VantageAnswer | null = null
  for (const resolver of vantage.resolvers) {
    const trace = await client.walk(host, resolver, options)
    const judgement = judgeWalk(trace)
    const wasAsked = checkHostName(host).kind === 'ok'
    const answer: VantageAnswer = {
      vantage: vantage.name,
      resolver: wasAsked ? trace.resolver : null,
      verdict: judgement.verdict,
      hops: judgement.hops,
      addresses: judgement.addresses,
      brokenAt: judgement.brokenAt,
      evidence: judgement.evidence,
      askedAt: trace.askedAt,
      elapsedMs: trace.elapsedMs,
    }
    if (!isResolversFault(answer)) return answer
    if (best === null || best.verdict.code === 'TIMEOUT') best = answer
  }
  return best ?? notAsked(vantage.name, 'No resolver is configured.')
}

/** Whether only the cluster's own DNS can know the name. */
function isNameOfCluster(host: string, clusterDomain: string): boolean {
  return host === clusterDomain || host.endsWith(`.${clusterDomain}`)
}

function isResolversFault({ verdict }: VantageAnswer): boolean {
  return verdict.code === 'TIMEOUT' || verdict.code === 'REFUSED' || verdict.code === 'RESOLVER_ERROR'
}
