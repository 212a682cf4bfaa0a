import { clsx } from 'clsx'
import { visibleText } from '@/components/ui/visible-text'
import type { Severity } from '@/lib/domain/resolution/severity'
import { isGood, type LanePart } from './lane-parts'

interface LaneReadinessProps {
  parts: readonly LanePart[]
  isUnfolded: boolean
  /** The id of what it unfolds. */
  controls: string
  onToggle: () => void
}

const fills: Record<Severity, string> = {
  ok: 'fill-ok',
  info: 'fill-ok',
  warning: 'fill-warning-solid',
  critical: 'fill-critical-solid',
  unknown: 'fill-none stroke-unknown [stroke-dasharray:2_1.4]',
}

/** How many of the six are as they should be; unfolds all the checks of the group. */
export function LaneReadiness({ parts, isUnfolded, controls, onToggle }: LaneReadinessProps) {
  const asked = parts.filter(({ severity }) => severity !== null)
  const words = `${asked.filter(isGood).length} of ${asked.length}`
  const title = parts.map((part) => visibleText(`${part.title}: ${part.words}`)).join('\n')
  return (
    <button
      type="button"
      title={title}
      aria-expanded={isUnfolded}
      aria-controls={controls}
      onClick={onToggle}
      className="-mx-1 flex h-5 min-w-0 items-center gap-1.5 rounded-4 px-1 hover:bg-press max-sm:h-9"
    >
      <svg
        viewBox="0 0 52 10"
        width="52"
        height="10"
        aria-hidden="true"
        className="shrink-0 max-lg:hidden max-sm:block"
      >
        {parts.map(({ title: part, severity }, index) => (
          <rect
            key={part}
            x={index * 9 + 0.5}
            // What is wrong stands taller, so that it is seen without its colour.
            y={severity === 'warning' || severity === 'critical' ? 0.5 : severity === null ? 5.5 : 2.5}
            width="6"
            height={severity === 'warning' || severity === 'critical' ? 9 : severity === null ? 1 : 6}
            rx={severity === null ? 0.5 : 1.5}
            className={severity === null ? 'fill-line-3' : fills[severity]}
          />
        ))}
      </svg>
      <span className={clsx('num', asked.every(isGood) ? 'text-fg-2' : 'font-medium text-fg')}>{words}</span>
      <span className="sr-only">ready, {isUnfolded ? 'hide' : 'show'} the checks</span>
    </button>
  )
}
