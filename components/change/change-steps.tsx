import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { ChangeView } from '@/lib/contract/changes'
import type { ChangeStep } from './change-flow'
import { useLiveChange } from './use-live-change'

const live = ['Plan', 'Check', 'Apply', 'Cut over', 'Verified'] as const
const throughGit = ['Plan', 'Check', 'Merge', 'Sync', 'Verified'] as const
const inConflict = ['Plan', 'Check', 'Conflict', 'Cut over', 'Verified'] as const
const mergePlace = 2

const places: Record<ChangeStep['step'], number> = {
  idle: 0,
  asking: 0,
  opening: 0,
  planning: 0,
  planned: 1,
  conflict: 2,
  failed: 1,
  applying: 2,
  applied: 3,
}

/** Where a change stands, from the plan to its proof. */
export function ChangeSteps({ at, isThroughGit }: { at: ChangeStep; isThroughGit: boolean }) {
  if (at.step === 'applied') return <AppliedSteps change={at.change} />
  if (at.step === 'conflict') return <Steps place={places.conflict} words={inConflict} isStopped />
  return <Steps place={places[at.step]} words={isThroughGit ? throughGit : live} />
}

function AppliedSteps({ change }: { change: ChangeView }) {
  const { state, steps } = useLiveChange(change)
  const words = steps.some((step) => step.state === 'patch-proposed') ? throughGit : live
  if (state === 'patch-proposed') return <Steps place={mergePlace} words={words} />
  return (
    <Steps place={state === 'completed' || state === 'soaking' ? words.length - 1 : places.applied} words={words} />
  )
}

interface StepsProps {
  place: number
  words: readonly string[]
  /** Whether it goes no further from where it stands. */
  isStopped?: boolean
}

function Steps({ place, words, isStopped = false }: StepsProps) {
  return (
    <ol aria-label="Steps" className="flex items-center gap-2 text-12 text-fg-3 max-md:hidden">
      {words.map((word, index) => (
        <li
          key={word}
          aria-current={index === place ? 'step' : undefined}
          className={clsx('flex items-center gap-1.5', index === place && 'font-semibold text-fg')}
        >
          {index > 0 && <span aria-hidden="true" className="mr-0.5 w-5 border-t border-line-2" />}
          {index < place && <Icon name="check" size={13} />}
          {index === place && isStopped && <SeverityGlyph severity="warning" size={14} label={null} />}
          {word}
        </li>
      ))}
    </ol>
  )
}
