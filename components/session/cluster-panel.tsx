'use client'

import { useRouter } from 'next/navigation'
import { useNotice } from '@/components/session/notices'
import { absoluteTime } from '@/components/ui/format-age'
import { Menu, MenuAction, MenuLine, type MenuPanel, MenuText } from '@/components/ui/menu'
import { visibleText } from '@/components/ui/visible-text'
import type { ClusterStatus } from '@/lib/contract/services'

const states = {
  live: 'Watched; what is shown follows it.',
  connecting: 'The first answer has not come yet.',
  stale: 'It does not answer. What is shown is what was last seen; Signpost keeps trying.',
  denied: 'Signpost may not watch it.',
} as const

const sources = {
  setting: 'from the settings.',
  corefile: 'from its Corefile.',
  assumed: 'assumed: its Corefile was not read.',
} as const

/** How a cluster stands, since when and why, and the way to its aliases. */
export function ClusterPanel({ cluster, ...panel }: MenuPanel & { cluster: ClusterStatus }) {
  const router = useRouter()
  const say = useNotice()
  const copy = () => {
    navigator.clipboard?.writeText(cluster.label).then(
      () => say(`Copied ${visibleText(cluster.label)}`),
      () => say(`Could not copy. It is: ${visibleText(cluster.label)}`, 'warning'),
    )
  }
  return (
    <Menu {...panel}>
      <MenuText title={<bdi>{visibleText(cluster.label)}</bdi>}>
        {states[cluster.state]}
        {cluster.since !== undefined && <span className="block">Since {absoluteTime(cluster.since)}.</span>}
        {cluster.why !== undefined && <span className="block break-words">{visibleText(cluster.why)}</span>}
        <span className="mt-1 block break-words">
          Domain <span className="mono">{visibleText(cluster.clusterDomain)}</span>,{' '}
          {sources[cluster.clusterDomainSource]}
        </span>
      </MenuText>
      <MenuLine />
      <MenuAction icon="filter" onSelect={() => router.push(`/?cluster=${encodeURIComponent(cluster.name)}`)}>
        Only its aliases
      </MenuAction>
      <MenuAction icon="copy" onSelect={copy}>
        Copy context name
      </MenuAction>
    </Menu>
  )
}
