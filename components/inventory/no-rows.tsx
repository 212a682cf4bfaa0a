'use client'

import { useNotice } from '@/components/session/notices'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import type { ClusterStatus, ServicesPage } from '@/lib/contract/services'
import { tokenWords } from './filter-words'
import { roleToAskFor } from './role-to-ask-for'
import { filterTokens, hasFilters } from './search-params'
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
  const denied = page.clusters.filter(({ state }) => state === 'denied')
  if (denied.length === page.clusters.length) return <Forbidden clusters={denied} user={user} />
  const connecting = page.clusters.find(({ state }) => state === 'connecting')
  if (connecting !== undefined) {
    return (
      <EmptyState title={`Reading ${names(page.clusters)}`}>
        {connecting.why === undefined
          ? 'The first answer has not come yet.'
          : `${visibleText(connecting.label)}: ${visibleText(connecting.why)}. Signpost tries again by itself.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing leads outside">
      {names(page.clusters)} {page.clusters.length === 1 ? 'has' : 'have'} no Service of type ExternalName that{' '}
      {user === undefined ? 'you' : <bdi>{visibleText(user)}</bdi>} may list.
    </EmptyState>
  )
}

/** The console's own identity may not watch: which right is missing, who lacks it, and what to ask for. */
function Forbidden({ clusters, user }: { clusters: readonly ClusterStatus[]; user: string | undefined }) {
  const say = useNotice()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(roleToAskFor(user))
      say('Copied the role to ask for')
    } catch {
      say('Could not copy: this browser does not let the page write to the clipboard.', 'warning')
    }
  }
  return (
    <EmptyState
      icon="lock"
      title={`Signpost may not list Services in ${names(clusters)}`}
      action={
        <Button icon="copy" onClick={() => void copy()}>
          Role to ask for
        </Button>
      }
    >
      It needs verbs <span className="mono">get</span>, <span className="mono">list</span> and{' '}
      <span className="mono">watch</span> on <span className="mono">services</span> of the whole cluster
      {user !== undefined && (
        <>
          , as <bdi>{visibleText(user)}</bdi>
        </>
      )}
      .
    </EmptyState>
  )
}

function said({ params }: InventoryUrl): string {
  const filters = filterTokens(params).map(tokenWords)
  const words = params.q.trim()
  return [...(words === '' ? [] : [`“${visibleText(words)}”`]), ...filters.map((filter) => `“${filter}”`)].join(' and ')
}

function names(clusters: readonly ClusterStatus[]): string {
  return new Intl.ListFormat('en').format(clusters.map(({ label }) => visibleText(label)))
}
