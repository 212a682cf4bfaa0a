import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import type { CaseStep } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import { type CaseView, isBroken, resolves } from '@/lib/domain/troubleshoot/case-view'
import { forwardFor, zoneToForward } from '@/lib/domain/troubleshoot/forward-for'

/** Where the Corefile sends questions for the name that matters: the broken one, else the target. */
export function corefileStep(view: CaseView): CaseStep {
  const { facts, commands, cluster, outside, host } = view
  const { corefile } = facts
  const title = 'The Corefile forwards the name'
  const lines = [command(commands.corefile)]
  if (corefile.kind !== 'known') return stepWithout('corefile', title, corefile, lines)
  const { elapsedMs, value } = corefile
  if (readNamespaceAlias(host, facts.clusterDomain) !== null || facts.service.target === null) {
    return step('corefile', elapsedMs, {
      title: "The cluster's DNS answers the name itself",
      state: 'ok',
      detail: `It is under ${facts.clusterDomain}; nothing is forwarded.`,
      commands: lines,
    })
  }
  const name = cluster?.brokenAt ?? host
  const rule = forwardFor(value, name)
  const upstreams = rule?.upstreams.slice(0, 4).join(', ') ?? ''
  const first = rule?.overrides.slice(0, 2) ?? []
  const before = first.length === 0 ? '' : `; before it stands ${first.join(', ')}`
  if (rule === null || rule.upstreams.length === 0) {
    const detail = `No forward covers ${name}${before}.`
    return step('corefile', elapsedMs, {
      title: 'The Corefile forwards the name nowhere',
      state: isBroken(cluster) ? 'critical' : 'warning',
      detail,
      commands: lines,
    })
  }
  const isMissing = rule.zone === '.' && isBroken(cluster) && resolves(outside)
  return step('corefile', elapsedMs, {
    title: isMissing ? 'The Corefile does not forward the zone' : title,
    state: isMissing ? 'critical' : first.length > 0 ? 'info' : 'ok',
    detail: isMissing
      ? `No block for ${zoneToForward(name)}; all goes to ${upstreams}${before}`
      : `${rule.zone === '.' ? 'Everything outside' : rule.zone} goes to ${upstreams}${before}`,
    commands: lines,
  })
}
