import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { changeStateWords } from './change-state-words'
import { tookWords } from './cut-over'

/** What happened so far, in order, with its times. */
export function ChangeProgress({ change }: { change: ChangeView }) {
  const last = change.steps.length - 1
  return (
    <ol aria-label="What happened" className="relative">
      {change.steps.map((step, index) => {
        const { words, isRunning } = changeStateWords(step.state)
        const isNow = index === last && isRunning
        return (
          <li
            key={`${step.state} ${step.at}`}
            className="relative grid grid-cols-[22px_minmax(0,1fr)_auto] gap-x-3.5 pb-4"
          >
            {index < last && (
              <span aria-hidden="true" className="absolute top-5.5 bottom-0 left-2.5 border-l-2 border-fg-3" />
            )}
            <span
              className={clsx(
                'grid size-5.5 place-items-center rounded-full text-11',
                isNow ? 'border-[1.5px] border-accent text-accent ring-2 ring-accent-bg' : 'bg-fg-3 text-canvas',
              )}
            >
              {isNow ? index + 1 : <Icon name="check" size={13} />}
            </span>
            <b className="font-semibold">
              {words} {isNow && <span className="text-12 font-medium text-accent">now</span>}
            </b>
            <span className="text-12 text-fg-3">
              {index === 0 ? <TimeOfDay at={step.at} /> : afterWords(change, step.at)}
            </span>
            {step.note !== null && (
              <p className="col-span-2 col-start-2 break-words text-fg-2">{visibleText(step.note)}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function afterWords(change: ChangeView, at: string): string {
  const first = change.steps[0]?.at ?? change.at
  const seconds = (Date.parse(at) - Date.parse(first)) / 1000
  return `after ${tookWords(seconds)}`
}
