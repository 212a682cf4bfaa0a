import type { Provider, ProviderCategory } from '@/lib/domain/provider/provider'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { serviceName } from '@/lib/domain/provider/service-name'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import { findUseCaseWord } from './find-use-case-word'
import { isUnderDomain } from './is-under-domain'
import { readNamespaceAlias } from './read-namespace-alias'
import type { UseCase } from './use-case'

export interface UseCaseFacts {
  name: string
  /** Normalised; null for a Service that is no longer of type ExternalName. */
  target: string | null
  /** `findProvider(target)`. */
  provider: Provider | null
  labels: Readonly<Record<string, string>>
}

export interface UseCaseSettings {
  clusterDomain: string
  ownDomains: readonly string[]
  otherClusterDomains: readonly string[]
}

/** What an alias is for, and the sentence that says why it is thought so. */
export interface UseCaseReading {
  useCase: UseCase
  because: string
}

type Rule = (target: string, facts: UseCaseFacts, settings: UseCaseSettings) => UseCaseReading | null

const rules: readonly Rule[] = [
  byForm,
  byCluster,
  byProvider,
  byLabels,
  byProviderAtLast,
  byTargetWords,
  byName,
  byDomain,
]

/** Tells the use case of an alias: by the form of its target, the clusters, the provider, its labels, the words in its names, the domain. */
export function readUseCase(facts: UseCaseFacts, settings: UseCaseSettings): UseCaseReading {
  const { target } = facts
  if (target === null) return { useCase: 'other', because: 'It has no external target.' }
  for (const rule of rules) {
    const reading = rule(target, facts, settings)
    if (reading !== null) return reading
  }
  return { useCase: 'other', because: 'Nothing in its target, labels or name tells.' }
}

function byForm(target: string): UseCaseReading | null {
  const { kind } = checkHostName(target)
  if (kind === 'ip-literal') return { useCase: 'other', because: 'Its target is an address, not a name.' }
  if (kind === 'invalid') return { useCase: 'other', because: 'Its target is not a DNS name.' }
  return null
}

function byCluster(target: string, _: UseCaseFacts, settings: UseCaseSettings): UseCaseReading | null {
  const inside = readNamespaceAlias(target, settings.clusterDomain)
  if (inside !== null) {
    return {
      useCase: 'namespace-alias',
      because: `It names the Service ${inside.service} in namespace ${inside.namespace} of this cluster.`,
    }
  }
  const other = settings.otherClusterDomains.find((domain) => isUnderDomain(target, domain))
  if (other !== undefined) {
    return { useCase: 'cross-cluster', because: `${plainText(other)} is the domain of another of your clusters.` }
  }
  if (/^[^.]+\.[^.]+\.svc\../.test(target) && !isUnderDomain(target, settings.clusterDomain)) {
    return { useCase: 'cross-cluster', because: 'It is the name of a Service under the domain of another cluster.' }
  }
  return null
}

const byCategory: Partial<Record<ProviderCategory, { useCase: UseCase; what: string }>> = {
  database: { useCase: 'managed-database', what: 'a managed database' },
  cache: { useCase: 'managed-database', what: 'a managed cache' },
  queue: { useCase: 'managed-database', what: 'a managed queue' },
  search: { useCase: 'managed-database', what: 'managed search' },
  storage: { useCase: 'third-party-api', what: 'storage behind an API' },
  'saas-api': { useCase: 'third-party-api', what: 'the API of a third party' },
}

const clusterServices = new Set(['EKS', 'AKS'])

function byProvider(target: string, { provider }: UseCaseFacts): UseCaseReading | null {
  if (provider === null) return null
  const known = byCategory[provider.category]
  if (known !== undefined) {
    return { useCase: known.useCase, because: `${serviceName(provider)}: ${known.what}.` }
  }
  if (clusterServices.has(provider.service)) {
    return { useCase: 'cross-cluster', because: `${serviceName(provider)}: the API of a managed cluster.` }
  }
  // The names that the AWS Load Balancer Controller gives: k8s-<namespace>-<name>-<hash>.
  if (provider.category === 'load-balancer' && /^(internal-)?k8s-/.test(target)) {
    return { useCase: 'cross-cluster', because: 'Its target is a load balancer that a Kubernetes cluster made.' }
  }
  return null
}

// Load balancers, content delivery and computing hide what stands behind them; labels may still tell.
function byProviderAtLast(_target: string, { provider }: UseCaseFacts): UseCaseReading | null {
  if (provider === null) return null
  return { useCase: 'other', because: `${serviceName(provider)}: its name does not tell what stands behind it.` }
}

const labelKeys = ['component', 'app.kubernetes.io/component', 'tier', 'role', 'app.kubernetes.io/name', 'app'] as const

function byLabels(_target: string, { labels }: UseCaseFacts): UseCaseReading | null {
  for (const key of labelKeys) {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined
    const told = value === undefined ? null : findUseCaseWord(value)
    if (value !== undefined && told !== null) {
      return { useCase: told.useCase, because: `Its label ${key} is "${plainText(value, 63)}".` }
    }
  }
  return null
}

function byTargetWords(target: string): UseCaseReading | null {
  const told = findUseCaseWord(target)
  return told && { useCase: told.useCase, because: `Its target has the word "${told.word}".` }
}

function byName(_target: string, { name }: UseCaseFacts): UseCaseReading | null {
  const told = findUseCaseWord(name)
  return told && { useCase: told.useCase, because: `Its name has the word "${told.word}".` }
}

function byDomain(target: string, _: UseCaseFacts, settings: UseCaseSettings): UseCaseReading | null {
  const own = settings.ownDomains.find((domain) => isUnderDomain(target, domain))
  if (own !== undefined) {
    return { useCase: 'legacy', because: `${plainText(own)} is your own domain, and the name is outside the cluster.` }
  }
  if (!target.includes('.')) return null
  const domain = registrableDomain(target)
  if (domain !== null) return { useCase: 'third-party-api', because: `${domain} is not among your own domains.` }
  // With one label more, a public suffix becomes a domain; a suffix of one's own network does not.
  if (registrableDomain(`x.${target}`) !== null) return null
  const suffix = target.slice(target.lastIndexOf('.'))
  return { useCase: 'legacy', because: `Names under ${suffix} exist only in a network of one's own.` }
}
