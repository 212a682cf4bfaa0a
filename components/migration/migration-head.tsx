'use client'

import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { PageHead } from '@/components/ui/page-head'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { MigrationView } from '@/lib/contract/migrations'
import { isKnownAlias, standingOf } from './migration-standing'
import { migrationTitle } from './migration-title'
import { patternWords } from './pattern-words'

export type MigrationPanel = 'undo' | 'abandon' | 'finish'

interface MigrationHeadProps {
  migration: MigrationView
  locked: string | null
  panel: MigrationPanel | null
  onPanel: (panel: MigrationPanel | null) => void
  /** What goes on from here; null where only time does. */
  onContinue: { verb: string; run: () => void } | null
}

/** What is migrated and by which pattern, where it stands, and how to go on, back or out of it. */
export function MigrationHead({ migration, locked, panel, onPanel, onContinue }: MigrationHeadProps) {
  const { service, pattern, by, at, end } = migration
  const { severity, words } = standingOf(migration)
  const toggle = (next: MigrationPanel) => () => onPanel(panel === next ? null : next)
  return (
    <div className="shrink-0 border-b border-line pb-3">
      <PageHead
        crumbs={
          <span className="flex items-center gap-1.5 max-sm:hidden">
            <Link href="/migrations" className="hover:text-fg">
              Migrations
            </Link>
            <Icon name="right" size={12} />
            <b className="font-semibold text-fg">{visibleText(service.name)}</b>
          </span>
        }
        title={migrationTitle(migration)}
        aside={
          <>
            <p className="min-w-0 shrink-999 truncate text-fg-3 max-sm:shrink max-sm:basis-full">
              <Subject migration={migration} /> in {visibleText(service.namespace)}, {visibleText(service.cluster)}.{' '}
              {patternWords[pattern].name}, started <Age at={at} suffix="ago" /> by {visibleText(by)}
            </p>
            <VerdictBadge severity={severity}>{words}</VerdictBadge>
          </>
        }
        actions={
          end === null && (
            <>
              <Button
                variant="quiet"
                aria-expanded={panel === 'abandon'}
                unavailable={locked !== null}
                onClick={toggle('abandon')}
              >
                Abandon…
              </Button>
              <Button icon="undo" aria-expanded={panel === 'undo'} onClick={toggle('undo')}>
                Show undo
              </Button>
              {onContinue && (
                <Button
                  variant="ink"
                  unavailable={locked !== null}
                  onClick={onContinue.run}
                  className="max-sm:order-first max-sm:flex-1"
                >
                  {onContinue.verb}
                </Button>
              )}
            </>
          )
        }
      />
    </div>
  )
}

/** The Service that is migrated, with its page where it is an alias or was one. */
function Subject({ migration }: { migration: MigrationView }) {
  const { service } = migration
  if (!isKnownAlias(migration)) return <>{visibleText(service.name)}</>
  return (
    <Link href={aliasHref(service)} prefetch={false} className="underline decoration-line-3 underline-offset-3">
      {visibleText(service.name)}
    </Link>
  )
}
