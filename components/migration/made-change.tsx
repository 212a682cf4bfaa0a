'use client'

import { useQueryStates } from 'nuqs'
import { changeLinkParams, changeParam } from '@/components/change/change-link'
import { changeStateWords } from '@/components/change/change-state-words'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { PhaseView } from './migration-standing'

/** A change of a phase that was made: who made it when, how it stands, and its sheet. */
export function MadeChange({ change }: { change: NonNullable<PhaseView['changes'][number]> }) {
  const [, setLink] = useQueryStates(changeLinkParams)
  const { words, severity } = changeStateWords(change.state)
  return (
    <>
      <span className="text-12 text-fg-3">
        {visibleText(change.by)}, <Age at={change.at} suffix="ago" />
      </span>
      <VerdictBadge severity={severity}>{words}</VerdictBadge>
      <Button
        aria-label={`Open the change of ${change.service.name}`}
        onClick={() => void setLink({ change: changeParam(change.service, change.id), plan: null, phase: null })}
      >
        Open
      </Button>
    </>
  )
}
