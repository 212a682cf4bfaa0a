'use client'

import { Diagram } from '@/components/diagram/diagram'
import { Section } from '@/components/service/section'
import { useNarrow } from '@/components/ui/use-narrow'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { namesTitle, namesWords } from './dependency-words'

/** What goes down with the host, drawn; in words for those who do not see it. */
export function BlastFigure({
  detail: { dependency, diagram, compactDiagram, sentence },
}: {
  detail: DependencyDetail
}) {
  const isNarrow = useNarrow()
  const { host, teams, namespaces, environments } = dependency
  return (
    <Section title="What goes down with it" note={<span title={namesTitle(environments)}>{reach(dependency)}</span>}>
      <Diagram source={isNarrow ? compactDiagram : diagram} label={sentence} name={`${host}-dependency`}>
        <p>{visibleText(sentence)}</p>
        {teams.total > 0 && <p>Teams: {namesWords(teams, teams.first.length)}.</p>}
        <p>Namespaces: {namesWords(namespaces, namespaces.first.length)}.</p>
      </Diagram>
    </Section>
  )
}

function reach({ aliases, namespaces, clusters, environments }: DependencyDetail['dependency']): string {
  const counted = [
    count(aliases, 'alias', 'aliases'),
    count(namespaces.total, 'namespace', 'namespaces'),
    count(clusters.total, 'cluster', 'clusters'),
  ]
  return [...counted, namesWords(environments, 3)].filter((words) => words !== '').join(', ')
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
