import { clsx } from 'clsx'
import { Diagram } from '@/components/diagram/diagram'
import { Age } from '@/components/ui/age'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import { sequenceSentence } from '@/lib/domain/diagram/sequence-sentence'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import type { Resolution, VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { AskButton } from './ask-button'
import { HopList } from './hop-list'

const titles = { cluster: 'From the cluster', outside: 'From outside' } as const

interface VantagePanelProps {
  service: ServiceRef
  resolution: Resolution
  answer: VantageAnswer
  isGone: boolean
}

/** One vantage: who answered and when, the hops, and both phases as a sequence. */
export function VantagePanel({ service, resolution, answer, isGone }: VantagePanelProps) {
  const { serviceName, target } = resolution
  const title = titles[answer.vantage]
  // The head of the page says the first vantage's verdict; what both say alike is not said again.
  const isTold = resolution.vantages.every(({ verdict }) => verdict.summary === answer.verdict.summary)
  return (
    <section aria-label={title} className="min-w-0 px-5 pt-3 pb-4 max-sm:px-4">
      <div className="mb-1.5 flex min-h-8 items-center gap-x-2.5 gap-y-1 max-md:flex-wrap">
        <h2 className="shrink-0 font-semibold">{title}</h2>
        <span className="mono truncate text-fg-3">{answer.resolver ?? 'no resolver'}</span>
        <VerdictBadge severity={answer.verdict.severity}>{outcomeWords[answer.verdict.code]}</VerdictBadge>
        <span className="ml-auto min-w-0 truncate text-12 text-fg-3 max-md:hidden">
          {answer.askedAt === null ? 'not asked' : <AskedAt at={answer.askedAt} elapsedMs={answer.elapsedMs} />}
        </span>
        {isGone || <AskButton service={service} className="max-md:ml-auto" />}
      </div>
      <HopList answer={answer} target={target} />
      {isTold || <p className="mt-1.5 text-12 break-words text-fg-2">{visibleText(answer.verdict.summary)}</p>}
      <Notes answer={answer} />
      <Diagram
        className="mt-3"
        source={sequenceDiagram({ serviceName, target, resolution, vantage: answer.vantage })}
        label={sequenceSentence({ serviceName, target, answers: [answer] })}
        name={`${service.name}-${answer.vantage}`}
      >
        <p>{visibleText(sequenceSentence({ serviceName, target, answers: [answer] }))}</p>
      </Diagram>
    </section>
  )
}

function AskedAt({ at, elapsedMs }: { at: string; elapsedMs: number }) {
  const took = elapsedMs >= 1000 ? `${(elapsedMs / 1000).toFixed(1)} s` : `${Math.round(elapsedMs)} ms`
  return (
    <>
      asked <Age at={at} suffix="ago" />, {took}
    </>
  )
}

function Notes({ answer }: { answer: VantageAnswer }) {
  const { notes } = answer.verdict
  if (notes.length === 0) return null
  return (
    <ul className={clsx('mt-1 grid gap-0.5 text-12 text-fg-2')}>
      {notes.map((note) => (
        <li key={`${note.code} ${note.evidence}`}>
          <span className="mono-11 text-fg-3">{note.code}</span> {visibleText(note.evidence)}
        </li>
      ))}
    </ul>
  )
}
