import Link from 'next/link'
import type { ReactNode } from 'react'
import { kindWords } from '@/components/change/kind-words'
import { dependencyHref } from '@/components/dependency/dependency-href'
import { wordsOfUseCase } from '@/components/inventory/words-of-use-case'
import { OwnerFact } from '@/components/owner/owner-fact'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { HostText } from '@/components/ui/host-text'
import { visibleText } from '@/components/ui/visible-text'
import type { ServiceDetail } from '@/lib/contract/services'
import { annotationLinks } from './annotation-link'
import { LoadBalancerFact } from './load-balancer-fact'
import { ReviewFact } from './review-fact'
import { writtenAddresses } from './written-addresses'

/** What is known of the Service beside its resolution. */
export function Facts({ detail }: { detail: ServiceDetail }) {
  const { row, annotations } = detail
  const description = annotations.description ?? annotations['a8r.io/description']
  const application = applicationWords(detail.labels)
  const published = annotations['external-dns.alpha.kubernetes.io/hostname']?.trim()
  return (
    <dl className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-4">
      {description && <Fact name="Description">{visibleText(description.slice(0, 1024))}</Fact>}
      <Fact name="Target">{row.target === null ? <NoName detail={detail} /> : <Target host={row.target} />}</Fact>
      {row.type !== 'ExternalName' && <Fact name="Type">{row.type}</Fact>}
      <Fact name="Ports">
        {row.ports.length === 0 ? (
          <None>none declared</None>
        ) : (
          <span className="mono">
            {row.ports
              .map(({ name, port, protocol }) => `${name ? `${visibleText(name)} ` : ''}${port}/${protocol}`)
              .join(', ')}
          </span>
        )}
      </Fact>
      <Fact name="Owner">
        <OwnerFact detail={detail} />
      </Fact>
      {application !== null && <Fact name="Application">{application}</Fact>}
      {published && (
        <Fact name="Published">
          <span className="mono">{visibleText(published.slice(0, 512))}</span> <Source>external-dns</Source>
        </Fact>
      )}
      {annotationLinks(annotations).map((link) => (
        <Fact key={link.label} name={link.label}>
          {link.href === null ? (
            visibleText(link.text)
          ) : (
            <a
              href={link.href}
              rel="noreferrer"
              target="_blank"
              className="underline decoration-line-3 underline-offset-2"
            >
              {visibleText(link.text)}
            </a>
          )}
        </Fact>
      ))}
      <Fact name="Environment">
        {row.environment === null ? <None>not known</None> : <EnvironmentPip environment={row.environment} />}
      </Fact>
      {row.provider !== null && <Fact name="Provider">{visibleText(row.provider)}</Fact>}
      {row.useCase !== null && (
        <Fact name="Use case">
          {wordsOfUseCase(row.useCase)}
          {detail.useCaseReason !== null && (
            <span className="block text-12 text-fg-3">{visibleText(detail.useCaseReason)}</span>
          )}
        </Fact>
      )}
      {detail.review && (
        <Fact name="Review">
          <ReviewFact row={row} review={detail.review} />
        </Fact>
      )}
      {detail.inCluster && <Fact name="In the cluster">{inClusterWords(detail.inCluster)}</Fact>}
      {detail.loadBalancers.length > 0 && (
        <Fact name="Load balancer">
          <LoadBalancerFact cluster={row.cluster} items={detail.loadBalancers} />
        </Fact>
      )}
      {row.group && (
        <Fact name="Group">
          {row.group.name}, {row.group.role}
        </Fact>
      )}
      <Fact name="Written">
        <Age at={row.changedAt} suffix="ago" />
        {row.changedBy !== null && <>, by {visibleText(row.changedBy)}</>}
      </Fact>
      <Fact name="Last change">
        {detail.lastChange === null ? (
          <None>none recorded</None>
        ) : (
          <>
            {kindWords(detail.lastChange.kind)} <Age at={detail.lastChange.at} suffix="ago" />, by{' '}
            {visibleText(detail.lastChange.by)}
          </>
        )}
      </Fact>
      <Fact name="Created">
        <Age at={row.createdAt} suffix="ago" />
      </Fact>
    </dl>
  )
}

const applicationLabels = ['name', 'instance', 'component', 'part-of', 'version', 'managed-by'] as const

/** Kubernetes' recommended labels, such as `orders, part of shop, managed by Helm`; null where there are none. */
function applicationWords(labels: Readonly<Record<string, string>>): string | null {
  const said = applicationLabels.flatMap((label) => {
    const value = labels[`app.kubernetes.io/${label}`]?.trim()
    if (!value) return []
    return [label === 'name' ? value : `${label.replace('-', ' ')} ${value}`]
  })
  return said.length === 0 ? null : visibleText(said.join(', '))
}

/** `data/db (ClusterIP), 3 endpoints ready`. */
function inClusterWords({ steps, ready, brokenAt }: NonNullable<ServiceDetail['inCluster']>): string {
  const way = steps.map(({ namespace, service, type }) => `${namespace}/${service} (${type})`).join(' → ')
  const end =
    ready === null
      ? brokenAt === null
        ? ''
        : `breaks at ${brokenAt}`
      : `${ready} ${ready === 1 ? 'endpoint' : 'endpoints'} ready`
  return visibleText([way, end].filter((part) => part !== '').join(', '))
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1 text-fg-3">{name}</dt>
      <dd className="min-w-0 py-1 break-words">{children}</dd>
    </>
  )
}

/** The host leads to everybody else who depends on it. */
function Target({ host }: { host: string }) {
  return (
    <Link
      href={dependencyHref(host)}
      prefetch={false}
      className="underline decoration-line-3 underline-offset-2"
      aria-label={`${visibleText(host)}: who depends on it`}
    >
      <HostText host={host} truncate={false} />
    </Link>
  )
}

/** A Service that was migrated away leads where its EndpointSlices do, which nobody watches: what the last change wrote is known. */
function NoName({ detail }: { detail: ServiceDetail }) {
  const addresses = writtenAddresses(detail)
  if (addresses.length === 0) return <None>no external name any more</None>
  return (
    <>
      <span className="mono">{addresses.map(visibleText).join(', ')}</span>
      <span className="block text-12 text-fg-3">
        No external name any more: clients get the addresses of its EndpointSlices, as the last change wrote them.
      </span>
    </>
  )
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-fg-3">{children}</span>
}

function Source({ children }: { children: string }) {
  return <span className="text-11 text-fg-3">{children}</span>
}
