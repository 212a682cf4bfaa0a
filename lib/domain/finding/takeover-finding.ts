import { isUnderDomain } from '@/lib/domain/alias/is-under-domain'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { serviceName } from '@/lib/domain/provider/service-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { OutcomeCode } from '@/lib/domain/resolution/verdict'
import type { Finding } from './finding'

export type DanglingGrade = 'DANGLING_DOMAIN' | 'CLAIMABLE_LIKELY' | 'DANGLING_PROVIDER' | 'DANGLING_OTHER'

/** What is known of a name that a chain broke at. */
export interface DanglingFacts {
  code: OutcomeCode
  brokenAt: string | null
  /** Whether `registrableDomain(brokenAt)`, asked for by itself, gives NXDOMAIN; null when that was not asked or nobody answered. */
  isDomainGone: boolean | null
  /** Another vantage resolves the name, so that somebody has it. */
  isSeenElsewhere: boolean
  clusterDomain: string
}

/**
 * How likely a stranger could take the name at which a chain ends (worst first: whole domain, freely chosen name, account's own name, other);
 * null when nothing dangles: only NXDOMAIN does, and only outside the cluster.
 */
export function danglingGrade(facts: DanglingFacts): DanglingGrade | null {
  const { code, brokenAt } = facts
  if (code !== 'NXDOMAIN_ORIGIN' && code !== 'NXDOMAIN_AT_HOP') return null
  if (brokenAt === null || facts.isSeenElsewhere || isUnderDomain(brokenAt, facts.clusterDomain)) return null
  const domain = registrableDomain(brokenAt)
  if (domain !== null && (facts.isDomainGone === true || domain === brokenAt)) return 'DANGLING_DOMAIN'
  const provider = findProvider(brokenAt)
  if (provider === null) return 'DANGLING_OTHER'
  return provider.claimableByName ? 'CLAIMABLE_LIKELY' : 'DANGLING_PROVIDER'
}

const severityOf: Readonly<Record<DanglingGrade, Severity>> = {
  DANGLING_DOMAIN: 'critical',
  CLAIMABLE_LIKELY: 'critical',
  DANGLING_PROVIDER: 'warning',
  DANGLING_OTHER: 'info',
}

const insideCluster =
  'In a cluster that is worse than on the web: nobody looks at an address bar, and pods send passwords and tokens to whoever answers.'

/** The grade as a finding. It tells what was seen in DNS and what the provider allows in general, never that the name is free. */
export function takeoverFinding(facts: DanglingFacts): Finding | null {
  const grade = danglingGrade(facts)
  const name = facts.brokenAt
  if (grade === null || name === null) return null
  const told = tell(grade, plainText(name, 253), facts.isDomainGone)
  return { code: grade, severity: severityOf[grade], ...told, cause: `${told.cause} ${insideCluster}` }
}

function tell(
  grade: DanglingGrade,
  name: string,
  isDomainGone: boolean | null,
): Pick<Finding, 'evidence' | 'cause' | 'fix'> {
  const provider = findProvider(name)
  const service = provider === null ? '' : serviceName(provider)
  switch (grade) {
    case 'DANGLING_DOMAIN': {
      const domain = registrableDomain(name) ?? name
      return {
        evidence: `${domain}, the registered domain of ${name}, does not exist in DNS. Whether it is for sale was not tried.`,
        cause: 'The registration may have lapsed; whoever registers it next decides where every name below it leads.',
        fix: `Retarget or delete the alias now, and ask at the registry who holds ${domain}.`,
      }
    }
    case 'CLAIMABLE_LIKELY':
      return {
        evidence: `${name} does not exist, and ${service} lets its customers choose such names. Whether this one is free was not tried.`,
        cause: 'The resource was probably deleted and its name given back, so that another customer may take it.',
        fix: 'Retarget or delete the alias now, or create the resource again under your own account.',
      }
    case 'DANGLING_PROVIDER':
      return {
        evidence: `${name} does not exist. ${service} gives such names to an account or makes them up, so that a stranger can hardly choose this one.`,
        cause: 'The resource was probably deleted while the alias stayed.',
        fix: 'Retarget the alias to the resource that took its place, or delete it.',
      }
    case 'DANGLING_OTHER':
      return {
        evidence: `${name} does not exist${domainWords(registrableDomain(name), isDomainGone)}.`,
        cause: 'Whoever keeps the zone above that name can create it at any time.',
        fix: 'Ask the owner of the zone whether the name comes back; else retarget or delete the alias.',
      }
  }
}

function domainWords(domain: string | null, isDomainGone: boolean | null): string {
  if (domain === null) return ', in a zone where nobody outside can register'
  return isDomainGone === false ? `, while ${domain} does` : `; whether ${domain} does is not known`
}
