import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { AppError } from '@/lib/domain/app-error'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import { inClusterName } from './in-cluster-name'
import type { TargetFormKind } from './target-form-kind'
import { validateTarget } from './validate-target'

export interface TargetForm {
  kind: TargetFormKind
  /** What is wrong with it, null when nothing is. */
  why: string | null
}

/** Reads a target as it was typed: what the API server says of it in its own words, and what it wrongly accepts (no DNS, no cluster asked). */
export function readTargetForm(
  typed: string,
  { clusterDomain, namespace, name }: { clusterDomain: string; namespace: string; name: string | null },
): TargetForm {
  const host = normaliseHost(typed)
  const refusal = refusalOf(typed)
  if (refusal !== null) return { kind: 'refused', why: refusal }
  const check = checkHostName(host)
  if (check.kind === 'ip-literal') {
    const why = 'It is an address: DNS has no CNAME to an address, so the name of the Service would not exist.'
    return { kind: 'ip-literal', why }
  }
  if (check.kind === 'invalid')
    return { kind: 'long-label', why: `The API server takes it, DNS cannot carry it: ${check.why}.` }
  if (!host.includes('.')) {
    const why =
      host === 'localhost'
        ? 'It is the machine that asks: every client would come back to itself.'
        : 'It has one label only: a CNAME is an absolute name, so no search path completes it.'
    return { kind: 'single-label', why }
  }
  return readInCluster(host, clusterDomain, { namespace, name })
}

function readInCluster(
  host: string,
  clusterDomain: string,
  { namespace, name }: { namespace: string; name: string | null },
): TargetForm {
  if (readNamespaceAlias(host, clusterDomain)?.isShort === true) {
    return { kind: 'short-name', why: `It lacks the cluster domain: write ${host}.${clusterDomain}.` }
  }
  const own = name === null ? null : serviceDnsName(namespace, name, clusterDomain)
  if (own !== null && (host === own || host.endsWith(`.${own}`))) {
    return { kind: 'itself', why: 'The alias would point at itself.' }
  }
  return { kind: inClusterName(host, clusterDomain) === null ? 'name' : 'in-cluster', why: null }
}

function refusalOf(target: string): string | null {
  try {
    validateTarget(target)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.causes.map(({ message }) => message).join('; ')
  }
}
