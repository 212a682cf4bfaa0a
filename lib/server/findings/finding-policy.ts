import type { FindingPolicy, FindingPolicyQuery } from '@/lib/contract/finding-policy'
import { findingsQuerySchema } from '@/lib/contract/findings'
import { AppError } from '@/lib/domain/app-error'
import { findingPolicies, policyLabel } from '@/lib/domain/finding/policy/finding-policy'
import type { PolicyAction } from '@/lib/domain/finding/policy/policy-actions'
import { impossiblePolicies, policyRules } from '@/lib/domain/finding/policy/policy-rules'
import { severityRank } from '@/lib/domain/resolution/severity'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { listFindings } from './list-findings'

const usualDomain = 'cluster.local'

/**
 * Chosen rules as admission policies, and what there is to choose, the worst first, with how many of the aliases that the identity may list have each
 * finding. Throws AppError `unprocessable` for a rule that cannot be one or is chosen twice, `not-found` for a cluster that is not configured.
 */
export async function exportFindingPolicy(
  runtime: ConsoleRuntime,
  identity: Identity,
  query: FindingPolicyQuery,
): Promise<FindingPolicy> {
  const cluster = clusterOf(runtime, query.cluster)
  const clusterDomain = cluster === null ? usualDomain : runtime.domainsOf(cluster).clusterDomain
  const chosen = chosenOf(query)
  const yaml = policiesOf(chosen, clusterDomain)
  const counts = query.format === 'json' && cluster !== null ? await countsOf(runtime, identity, cluster) : {}
  const rules = policyRules
    .map(({ code, severity, cause, fix }) => ({
      ...{ code, severity, cause, fix },
      action: chosen.get(code) ?? null,
      aliases: counts[code] ?? 0,
    }))
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
  const removal = `kubectl delete validatingadmissionpolicies,validatingadmissionpolicybindings -l ${policyLabel.key}=${policyLabel.value}`
  return { cluster, clusterDomain, rules, impossible: [...impossiblePolicies], yaml, removal }
}

function policiesOf(chosen: ReadonlyMap<string, PolicyAction>, domain: string) {
  const wanted = policyRules.flatMap((rule) => {
    const action = chosen.get(rule.code)
    return action === undefined ? [] : [{ rule, action }]
  })
  return findingPolicies(wanted, domain)
}

function chosenOf({ rule, format }: FindingPolicyQuery): Map<string, PolicyAction> {
  const chosen = new Map<string, PolicyAction>()
  for (const { code, action } of rule) {
    if (chosen.has(code)) throw refused(`${code} is chosen twice`)
    const impossible = impossiblePolicies.find((each) => each.code === code)
    if (impossible !== undefined) throw refused(`${code} cannot be a policy. ${impossible.why}`)
    if (!policyRules.some((each) => each.code === code)) throw refused(`no rule that can be a policy is called ${code}`)
    chosen.set(code, action)
  }
  if (chosen.size === 0 && format === 'yaml') throw refused('choose at least one, such as rule=NO_OWNER:warn')
  return chosen
}

function clusterOf(runtime: ConsoleRuntime, wanted: string | undefined): string | null {
  if (wanted === undefined) return runtime.clusters()[0]?.id ?? null
  if (runtime.cluster(wanted) === null) throw new AppError('not-found', `There is no cluster ${wanted}.`)
  return wanted
}

async function countsOf(runtime: ConsoleRuntime, identity: Identity, cluster: string) {
  const query = findingsQuerySchema.parse({ cluster, limit: 1 })
  return (await listFindings(runtime, identity, query)).facets.code
}

function refused(message: string): AppError {
  return new AppError('unprocessable', `rule: ${message}`, {
    reason: 'policy-rule',
    causes: [{ field: 'rule', message }],
  })
}
