import { clsx } from 'clsx'
import { visibleText } from '@/components/ui/visible-text'
import { closedBy, type PhaseView } from './migration-standing'

/** The gate behind a phase: raised while it is open, down while something keeps it closed, and what it counts. */
export function GateLine({ phase, number }: { phase: PhaseView; number: number }) {
  const isNext = phase.state === 'now' && !phase.isOpen
  return (
    <div className="grid min-h-12 grid-cols-[28px_minmax(0,1fr)] items-center gap-x-3">
      <GateMark isOpen={phase.isOpen} isNext={isNext} />
      <p className="flex min-w-0 items-center gap-2.5 text-12 after:h-px after:min-w-6 after:flex-1 after:border-t after:border-dashed after:border-line-2">
        <b
          className={clsx(
            'shrink-0 font-semibold',
            phase.state === 'later' && !phase.isOpen && 'font-medium text-fg-3',
          )}
        >
          Gate {number} {phase.isOpen ? 'open' : 'closed'}
        </b>
        <span className="min-w-0 truncate text-fg-3" title={gateWords(phase)}>
          {gateWords(phase)}
        </span>
      </p>
    </div>
  )
}

function gateWords(phase: PhaseView): string {
  const { gate, isOpen } = phase
  const titles = (items: PhaseView['gate']) => items.map(({ title }) => inSentence(title)).join(', ')
  if (gate.length === 0)
    return isOpen && phase.state === 'done' ? 'the change behind it is in force' : 'nothing is asked'
  const closed = closedBy(phase)
  if (isOpen) return visibleText(`${gate.length} of ${gate.length}: ${titles(gate)}`)
  return visibleText(`${gate.length - closed.length} of ${gate.length}: ${titles(closed)}`)
}

// Initials and names of kinds stay as they are.
function inSentence(title: string): string {
  return title.replace(/^[A-Z][a-z]*(?=[\s,])/, (word) => word.toLowerCase())
}

function GateMark({ isOpen, isNext }: { isOpen: boolean; isNext: boolean }) {
  return (
    <svg
      viewBox="0 0 28 28"
      width={28}
      height={28}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      className={clsx('relative bg-canvas', isOpen ? 'text-fg-2' : isNext ? 'text-warning' : 'text-fg-3')}
    >
      <path
        d={
          isOpen
            ? 'M5.5 8.5v12.5M5.5 12.5 18.5 5M23 15v6'
            : 'M5.5 8.5v12.5M5.5 11.5h17.5M23 11.5v9.5M11.5 11.5l-2.5 4M17 11.5l-2.5 4'
        }
      />
    </svg>
  )
}
