import type { Diagnosis } from '@/lib/domain/troubleshoot/case'
import { type CaseView, resolves } from '@/lib/domain/troubleshoot/case-view'
import { known } from '@/lib/domain/troubleshoot/fact'

/** The target resolves, but a pod's own lookup of the alias gives no address, or ends at another name first. */
export function podFindsNothing(view: CaseView): Diagnosis | null {
  const lookup = known(view.facts.podLookup)
  if (lookup === null || lookup.problem !== null || lookup.addresses.length > 0) return null
  const last = lookup.asked.at(-1)
  if (last === undefined || last.outcome === 'no-reply' || last.outcome === 'refused') return null
  if (!resolves(view.cluster)) return null
  const { namespace } = view.facts.client
  const isCaptured = last.outcome === 'alias-only' && last.name !== view.facts.service.serviceName
  return {
    certainty: 'found',
    severity: 'critical',
    side: 'ours',
    issue: `A pod in ${namespace} gets no address for ${lookup.name}.`,
    cause: isCaptured
      ? `Its search path ends at ${last.name}, another name that leads nowhere, before it comes to the alias.`
      : "The target resolves by itself, but the cluster's DNS does not give its address with the alias.",
    evidence: lookup.asked.slice(-3).map(({ name, outcome }) => `${name}: ${outcome}.`),
    fix: {
      text: isCaptured
        ? `Have clients use the whole name ${view.facts.service.serviceName}., with the dot, or rename what is in the way.`
        : 'Run again in half a minute: the cache of CoreDNS may still hold the failure. If it stays, look at its log.',
    },
  }
}
