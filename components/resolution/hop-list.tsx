import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { HostText } from '@/components/ui/host-text'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Ttl } from '@/components/ui/ttl'
import { TtlMeter } from '@/components/ui/ttl-meter'
import { visibleText } from '@/components/ui/visible-text'
import { type ChainStep, chainSteps } from '@/lib/domain/diagram/chain-steps'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'

interface HopListProps {
  answer: VantageAnswer
  target: string
  /** Whether the target answers, in words to stand behind its addresses. */
  connection?: string | null
}

/** The chain of one vantage, name by name, with what is left of each TTL; the name that failed is marked, and the end says the addresses. */
export function HopList({ answer, target, connection }: HopListProps) {
  const steps = answer.verdict.code === 'NOT_ASKED' ? [] : chainSteps(answer, target)
  return (
    <ol className="relative">
      {steps.map((step) => (
        <HopRow key={step.name} step={step} answer={answer} />
      ))}
      <Line pin={<span className="size-2.5 rounded-full border-[1.5px] border-line-3 bg-canvas" />} isLast>
        <End answer={answer} connection={connection ?? null} />
      </Line>
    </ol>
  )
}

function HopRow({ step, answer }: { step: ChainStep; answer: VantageAnswer }) {
  const isBroken = step.kind === 'broken' || step.kind === 'loop'
  const pin = isBroken ? (
    <SeverityGlyph severity={answer.verdict.severity} />
  ) : step.kind === 'silent' ? (
    <SeverityGlyph severity="unknown" />
  ) : (
    <span className="size-2 rounded-full bg-fg-3" />
  )
  return (
    <Line pin={pin} isBroken={isBroken}>
      <HostText host={step.name} className="flex-1" />
      <span className="mono-11 w-16 shrink-0 max-sm:w-auto text-fg-3">
        {step.types.join(', ') || (answer.askedAt === null ? '' : 'A, AAAA')}
      </span>
      {step.ttlSeconds === null ? (
        <span
          className={clsx(
            'max-w-42 min-w-32 shrink-0 truncate text-right text-12 max-sm:max-w-32 max-sm:min-w-0',
            isBroken && 'text-critical',
          )}
        >
          {outcomeWords[answer.verdict.code]}
        </span>
      ) : (
        <span className="flex w-32 shrink-0 items-center max-sm:w-auto justify-end gap-2 text-12">
          <span className="w-8 max-sm:hidden">
            <TtlMeter leftSeconds={step.ttlSeconds} highestSeconds={step.ttlHighestSeconds ?? step.ttlSeconds} />
          </span>
          <Ttl leftSeconds={step.ttlSeconds} highestSeconds={step.ttlHighestSeconds} className="min-w-14 text-right" />
        </span>
      )}
    </Line>
  )
}

function End({ answer, connection }: { answer: VantageAnswer; connection: string | null }) {
  if (answer.addresses.length > 0) {
    return (
      <span className="min-w-0 flex-1 break-words">
        <span className="mono">{answer.addresses.map(visibleText).join(', ')}</span>
        {connection !== null && <span className="num text-12 text-fg-3"> {connection}</span>}
      </span>
    )
  }
  const words = answer.verdict.code === 'NOT_ASKED' ? 'nothing was asked' : 'no address'
  return <span className="text-fg-3">{words}</span>
}

interface LineProps {
  pin: ReactNode
  children: ReactNode
  isBroken?: boolean
  isLast?: boolean
}

function Line({ pin, children, isBroken = false, isLast = false }: LineProps) {
  return (
    <li
      className={clsx(
        'relative flex min-h-8 items-center gap-3 rounded-6 pr-1',
        isBroken && 'bg-critical-bg outline-1 -outline-offset-1 outline-critical-line outline-solid',
      )}
    >
      <span className="relative z-1 grid w-4 shrink-0 place-items-center">{pin}</span>
      {!isLast && (
        <span
          aria-hidden="true"
          className={clsx(
            'absolute top-1/2 left-[7px] h-full border-l-[1.5px]',
            isBroken ? 'border-dotted border-critical' : 'border-line-3',
          )}
        />
      )}
      {children}
    </li>
  )
}
