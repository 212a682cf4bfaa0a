'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import type { ServicesPage } from '@/lib/contract/services'
import { tokenWords } from './filter-words'
import { filterTokens, hasFilters } from './search-params'
import { areUnread, clusterNames, UnreadClusters } from './unread-clusters'
import type { InventoryUrl } from './use-inventory-params'

interface NoRowsProps {
  page: ServicesPage
  /** All aliases, whatever the filters. */
  total: number | undefined
  url: InventoryUrl
  user: string | undefined
  /** Why there is no cluster at all. */
  problem: string | null
}

const number = new Intl.NumberFormat('en')

/** What is not there, why, and the one thing to do. */
export function NoRows({ page, total, url, user, problem }: NoRowsProps) {
  if (page.clusters.length === 0) {
    return (
      <EmptyState title="No cluster to show">
        {problem === null ? 'No kubeconfig names one.' : sentence(visibleText(problem))} Signpost looks again by itself.
      </EmptyState>
    )
  }
  if (hasFilters(url.params)) {
    return (
      <EmptyState title="No alias matches" action={<Button onClick={url.clear}>Remove all filters</Button>}>
        {total === undefined ? 'Some may' : `${number.format(total)} do`} without {said(url)}.
      </EmptyState>
    )
  }
  if (areUnread(page.clusters)) return <UnreadClusters clusters={page.clusters} />
  return (
    <EmptyState title="Nothing leads outside">
      {clusterNames(page.clusters)} {page.clusters.length === 1 ? 'has' : 'have'} no Service of type ExternalName that{' '}
      {user === undefined ? 'you' : <bdi>{visibleText(user)}</bdi>} may list.
    </EmptyState>
  )
}

function said({ params }: InventoryUrl): string {
  const filters = filterTokens(params).map(tokenWords)
  const words = params.q.trim()
  return [...(words === '' ? [] : [`“${visibleText(words)}”`]), ...filters.map((filter) => `“${filter}”`)].join(' and ')
}
