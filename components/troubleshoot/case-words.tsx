import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/service/code-block'
import { Section } from '@/components/service/section'
import { CopyButton } from '@/components/ui/copy-button'
import { HostWords } from '@/components/ui/host-words'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import type { CaseView } from '@/lib/contract/troubleshoot'
import { sideWords, stateWords } from './case-state-words'

const languages = { corefile: 'Corefile', yaml: 'YAML' } as const

/** What the case comes to: issue, cause with its side, evidence, fix. */
export function CaseWords({ found }: { found: CaseView }) {
  const { issue, cause, evidence, fix, hosts, severity } = found
  const side = sideWords(found)
  return (
    <Section
      title="What it comes to"
      note={<TimeOfDay at={found.at} />}
      action={<VerdictBadge severity={severity}>{stateWords(found)}</VerdictBadge>}
    >
      <dl className="grid grid-cols-[76px_minmax(0,1fr)] max-sm:grid-cols-1">
        <Entry term="Issue">
          <p className="text-15 font-semibold tracking-[-0.01em]">
            <HostWords text={issue} hosts={hosts} />
          </p>
        </Entry>
        <Entry term="Cause">
          <p>
            {side !== null && <b className="font-semibold">{side} </b>}
            <HostWords text={cause} hosts={hosts} />
          </p>
        </Entry>
        {evidence.length > 0 && (
          <Entry term="Evidence">
            <ul className="grid gap-1">
              {evidence.map((line) => (
                <li key={line}>
                  <HostWords text={line} hosts={hosts} />
                </li>
              ))}
            </ul>
          </Entry>
        )}
        <Entry term="Fix">
          <p>
            <HostWords text={fix.text} hosts={hosts} />
          </p>
          {fix.lines && <FixLines lines={fix.lines} />}
        </Entry>
      </dl>
    </Section>
  )
}

function FixLines({ lines: { language, lines } }: { lines: NonNullable<CaseView['fix']['lines']> }) {
  const text = lines.join('\n')
  return (
    <div className="relative mt-1.5">
      <CodeBlock
        text={text}
        label={`${languages[language]} lines of the fix`}
        keys={language === 'yaml'}
        className="rounded-6 border border-line-2 py-2 pr-10 pl-3"
      />
      <CopyButton
        text={`${text}\n`}
        label={`Copy ${languages[language]} lines`}
        className="absolute! top-1 right-1 bg-canvas"
      />
    </div>
  )
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1.5 text-12 leading-5 text-fg-3 max-sm:pb-0">{term}</dt>
      <dd className="min-w-0 py-1.5 break-words max-sm:pt-0">{children}</dd>
    </>
  )
}
