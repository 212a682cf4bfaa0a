'use client'

import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { PlanDiagram } from '@/components/change/plan-diagram'
import { Section } from '@/components/service/section'
import { absoluteTime } from '@/components/ui/format-age'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { newMigrationHref } from './migration-href'
import { MigrationNotes } from './migration-notes'
import { gateSeverity, type PhaseView } from './migration-standing'

interface MigrationSideProps {
  migration: MigrationView
  locked: string | null
}

/** Beside the phases: where it leads now and in the end, what keeps the gate closed, the way back, who is on it. */
export function MigrationSide({ migration, locked }: MigrationSideProps) {
  const { diagrams, service, goal, checkedAt, phases, end } = migration
  const index = phases.findIndex(({ state }) => state === 'now')
  const now = end === null ? phases[index] : undefined
  return (
    <aside
      aria-label="What it comes to"
      className="min-w-0 divide-y divide-line border-l border-line max-lg:border-t max-lg:border-l-0"
    >
      <Section
        title="Now"
        note={
          <>
            live at <TimeOfDay at={checkedAt} withSeconds />
          </>
        }
      >
        <PlanDiagram
          source={downward(diagrams.now)}
          label={`Now: where ${service.name} leads`}
          name={`${service.name}-now`}
        />
      </Section>
      <Section title="At the end">
        <PlanDiagram
          source={downward(diagrams.end)}
          label={`At the end: ${service.name} leads to ${goal}`}
          name={`${service.name}-end`}
        />
      </Section>
      {now && now.gate.length > 0 && <GateSection phase={now} number={index + 1} />}
      <Section title="If it goes wrong">
        <dl className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-4">
          {rollbacks(phases).map(({ from, to, says }) => (
            <div key={from} className="contents">
              <dt className="py-1 text-fg-3">{from === to ? `Phase ${from}` : `Phases ${from} to ${to}`}</dt>
              <dd className="min-w-0 py-1 wrap-anywhere">{visibleText(says)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Others migration={migration} />
      <MigrationNotes migration={migration} locked={locked} />
    </aside>
  )
}

// The column is narrow, and host names are long.
function downward(source: string): string {
  return source.replace(/^flowchart LR/, 'flowchart TB')
}

function GateSection({ phase, number }: { phase: PhaseView; number: number }) {
  const rank = { block: 0, unknown: 1, warn: 2, pass: 3 } as const
  const items = [...phase.gate].sort((a, b) => rank[a.state] - rank[b.state])
  const held = items.filter(({ state }) => state === 'pass')
  const shown = items.filter(({ state }) => state !== 'pass')
  return (
    <Section title={`Gate ${number}`} note={phase.isOpen ? 'open' : 'what keeps it closed'}>
      <ul aria-label={`Gate ${number}`}>
        {shown.map((item) => (
          <li
            key={`${item.code} ${item.title}`}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-2"
          >
            <SeverityGlyph severity={gateSeverity(item, phase)} className="mt-0.5" />
            <div className="min-w-0 wrap-anywhere">
              <p className="font-medium">{visibleText(item.title)}</p>
              <p className="text-fg-2">{evidenceWords(item.evidence)}</p>
            </div>
          </li>
        ))}
        {held.length > 0 && (
          <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 border-t border-line py-2">
            <SeverityGlyph severity="ok" className="mt-0.5" />
            <details className="min-w-0" open={shown.length === 0}>
              <summary className="cursor-pointer font-medium">
                {held.length === 1 ? '1 holds' : `${held.length} hold`}
              </summary>
              {held.map((item) => (
                <p key={`${item.code} ${item.title}`} className="pt-0.5 wrap-anywhere text-fg-2">
                  {visibleText(item.title)} <span className="text-12 text-fg-3">{evidenceWords(item.evidence)}</span>
                </p>
              ))}
            </details>
          </li>
        )}
      </ul>
    </Section>
  )
}

/** Evidence for people: times as they are written everywhere. */
function evidenceWords(evidence: string): string {
  return visibleText(evidence).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, absoluteTime)
}

interface Rollback {
  from: number
  to: number
  says: string
}

/** The way back from each phase, phases with the same one together. */
function rollbacks(phases: readonly Pick<PhaseView, 'rollback'>[]): Rollback[] {
  const found: Rollback[] = []
  for (const [index, { rollback }] of phases.entries()) {
    const last = found.at(-1)
    if (last?.says === rollback) last.to = index + 1
    else found.push({ from: index + 1, to: index + 1, says: rollback })
  }
  return found
}

const mostOthers = 8

function Others({ migration: { others, from, goal, pattern, end } }: { migration: MigrationView }) {
  const [first] = others
  if (first === undefined || from.target === null) return null
  const isMove = pattern === 'provider-to-provider' || pattern === 'retarget-many'
  return (
    <Section title="Others still there" note={`${others.length} with the same host`}>
      <ul>
        {others.slice(0, mostOthers).map((other) => (
          <li key={`${other.namespace}/${other.name}`} className="flex min-h-7 items-center gap-2">
            <Link
              href={aliasHref(other)}
              prefetch={false}
              className="truncate underline decoration-line-3 underline-offset-3"
            >
              {visibleText(other.name)}
            </Link>
            <span className="truncate text-fg-3">{visibleText(other.namespace)}</span>
          </li>
        ))}
      </ul>
      {others.length > mostOthers && <p className="text-fg-3">and {others.length - mostOthers} more</p>}
      {isMove && end === null && (
        <Link
          href={newMigrationHref(first, { pattern: 'retarget-many', host: from.target, target: goal })}
          className="text-12 underline decoration-line-3 underline-offset-3"
        >
          Migrate these too
        </Link>
      )}
    </Section>
  )
}
