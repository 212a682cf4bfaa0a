import { clsx } from 'clsx'
import { Section } from '@/components/service/section'
import { HostWords } from '@/components/ui/host-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { CaseView } from '@/lib/contract/troubleshoot'
import { elapsedWords } from './elapsed-words'

/** Every check that was made, in its order from the name to the connection; a skipped one says why. */
export function TriedSteps({ found }: { found: CaseView }) {
  const made = found.steps.filter(({ state }) => state !== 'skipped').length
  return (
    <Section title="What was tried" note={`by itself, ${made} steps in ${elapsedWords(found.elapsedMs)}`}>
      <ol>
        {found.steps.map((step) => (
          <Step key={step.code} step={step} hosts={found.hosts} />
        ))}
      </ol>
    </Section>
  )
}

function Step({ step, hosts }: { step: CaseView['steps'][number]; hosts: readonly string[] }) {
  const { state, title, detail, elapsedMs } = step
  const isSkipped = state === 'skipped'
  return (
    <li className="grid grid-cols-[26px_minmax(0,1fr)_auto] border-t border-line py-2 first:border-t-0 first:pt-0.5">
      {isSkipped ? <Skipped /> : <SeverityGlyph severity={state} className="mt-0.5" />}
      <div className="min-w-0">
        <p className={clsx('break-words', isSkipped ? 'text-fg-3' : 'font-medium')}>
          <HostWords text={title} hosts={hosts} />
        </p>
        {detail !== '' && (
          <p className={clsx('text-12 break-words', isSkipped ? 'text-fg-3' : 'text-fg-2')}>
            <HostWords text={detail} hosts={hosts} />
          </p>
        )}
      </div>
      <span className="pl-3 text-11 leading-5 text-fg-3">{elapsedMs === null ? '' : elapsedWords(elapsedMs)}</span>
    </li>
  )
}

function Skipped() {
  return (
    <span className="mt-0.5 grid size-4 place-items-center text-fg-3">
      <span role="img" aria-label="skipped" className="h-[1.5px] w-2.5 bg-current" />
    </span>
  )
}
