import { isUnderDomain } from '@/lib/domain/alias/is-under-domain'
import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { registrableDomain } from '@/lib/domain/provider/registrable-domain'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { isOnlyWords, readHostWords } from './host-words'
import { isPlaceholderHost } from './placeholder-host'
import type { TargetKind } from './target-kind'

/**
 * What two environments must share to count as alike: the kind of target, the suffix it lies under, and how many labels stand before that, all
 * of it after the words of environments, regions and random ids are masked (`*` in the suffix); a label that is nothing else is not counted.
 */
export interface TargetClass {
  kind: TargetKind
  suffix: string
  labels: number
}

const inCluster: TargetClass = { kind: 'in-cluster', suffix: 'svc', labels: 2 }

/** The class of a normalised target; null stands for a Service that leads to pods of its own cluster. */
export function targetClass(target: string | null, domains: UseCaseSettings): TargetClass {
  if (target === null || readNamespaceAlias(target, domains.clusterDomain) !== null) return inCluster
  if (checkHostName(target).kind !== 'ok') return { kind: 'not-a-name', suffix: '', labels: 0 }
  const isOwn = domains.ownDomains.some((domain) => isUnderDomain(target, domain))
  if (!isOwn && isPlaceholderHost(target)) return { kind: 'placeholder', suffix: '', labels: 0 }
  if (/^[^.]+\.[^.]+\.svc\./.test(target)) return { kind: 'other-cluster', suffix: 'svc', labels: 2 }
  const provider = findProvider(target)
  const kind = kindOf(target, domains)
  return kind === 'provider-host' && provider !== null
    ? { kind, suffix: provider.suffix, labels: labelsBefore(target, provider.suffix) }
    : { kind, ...underDomain(target) }
}

/** Equal for equal classes. */
export function classKey({ kind, suffix, labels }: TargetClass): string {
  return `${kind} ${suffix} ${labels}`
}

function kindOf(target: string, { ownDomains, otherClusterDomains }: UseCaseSettings): TargetKind {
  if (otherClusterDomains.some((domain) => isUnderDomain(target, domain))) return 'other-cluster'
  if (ownDomains.some((domain) => isUnderDomain(target, domain))) return 'own-domain'
  // Under a suffix where nobody can register, a name exists only in a network of one's own.
  return findProvider(target) === null && registrableDomain(target) === null ? 'own-domain' : 'provider-host'
}

function underDomain(target: string): Pick<TargetClass, 'suffix' | 'labels'> {
  const domain = registrableDomain(target) ?? target.slice(target.lastIndexOf('.') + 1)
  return { suffix: masked(domain), labels: labelsBefore(target, domain) }
}

function labelsBefore(target: string, suffix: string): number {
  const labels = target.split('.')
  const own = labels.slice(0, Math.max(0, labels.length - suffix.split('.').length))
  return own.filter((label) => !isOnlyWords(label)).length
}

/** A domain that differs by its environment alone (`shop-dev.example`, `shop.example`) counts as one. */
function masked(domain: string): string {
  const [first = '', ...rest] = domain.split('.')
  const words = readHostWords(first).filter(({ kind }) => kind === 'environment')
  const parts = first.split('-').filter((part) => !words.some(({ text }) => text === part))
  return [parts.length === 0 ? first : parts.join('-'), ...rest].join('.')
}
