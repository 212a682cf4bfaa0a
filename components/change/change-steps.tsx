import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import type { ChangeStep } from './change-flow'

const words = ['Plan', 'Check', 'Apply', 'Cut over'] as const

const places: Record<ChangeStep['step'], number> = {
  idle: 0,
  asking: 0,
  planning: 0,
  planned: 1,
  conflict: 1,
  failed: 1,
  applying: 2,
  applied: 3,
}

/** Where a change stands. */
export function ChangeSteps({ step }: { step: ChangeStep['step'] }) {
  const place = places[step]
  return (
    <ol aria-label="Steps" className="flex items-center gap-4 text-12 text-fg-3 max-md:hidden">
      {words.map((word, index) => (
        <li
          key={word}
          aria-current={index === place ? 'step' : undefined}
          className={clsx('flex items-center gap-1.5', index === place && 'font-semibold text-fg')}
        >
          {index < place && <Icon name="check" size={13} />}
          {word}
        </li>
      ))}
    </ol>
  )
}
