import { clsx } from 'clsx'
import { Diagram } from '@/components/diagram/diagram'
import { connectionWords } from '@/components/probe/probe-words'
import { Age } from '@/components/ui/age'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { ProbeView } from '@/lib/contract/probe'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import { sequenceSentence } from '@/lib/domain/diagram/sequence-sentence'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import type { Resolution, VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { AskButton } from './ask-button'
import { DigLines } from './dig-lines'
import { HopList } from './hop-list'
import { ReplyEvidence } from './reply-evidence'
import { tookMs } from './took-ms'
import { vantageTitles } from './vantage-titles'

interface VantagePanelProps {
  service: ServiceRef
  resolution: Resolution
  answer: VantageAnswer
  /** Who answers at the target, null while nothing is known of it. */
  probe: ProbeView | null
  /** The kubeconfig's name for the cluster. */
  context: string
  isGone: boolean
}

/** One vantage: who answered and when, the hops, and both phases as a sequence. */
export function VantagePanel({ service, resolution, answer, probe, context, isGone }: VantagePanelProps) {
  const { serviceName, target } = resolution
  const sentence = sequenceSentence({ serviceName, target, answers: [answer], connection: probe })
  const title = vantageTitles[answer.vantage]
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
      <HopList answer={answer} target={target} connection={probe && seenFrom(answer, probe)} />
      <ReplyEvidence answer={answer} />
      {isTold || <p className="mt-1.5 text-12 break-words text-fg-2">{visibleText(answer.verdict.summary)}</p>}
      <Notes answer={answer} />
      <Diagram
        className="mt-3"
        source={sequenceDiagram({ serviceName, target, resolution, connection: probe, vantage: answer.vantage })}
        label={sentence}
        name={`${service.name}-${answer.vantage}`}
      >
        <p>{visibleText(sentence)}</p>
      </Diagram>
      <DigLines service={service} resolution={resolution} answer={answer} context={context} />
    </section>
  )
}

// The console dials one address; what it found says nothing of others.
function seenFrom({ addresses }: VantageAnswer, probe: ProbeView): string | null {
  if (probe.notProbed !== null) return 'not probed'
  return probe.address === null || addresses.includes(probe.address) ? connectionWords(probe) : null
}

function AskedAt({ at, elapsedMs }: { at: string; elapsedMs: number }) {
  return (
    <>
      asked <Age at={at} suffix="ago" />, {tookMs(elapsedMs)}
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
