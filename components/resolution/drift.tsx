import { Section } from '@/components/service/section'
import { Age } from '@/components/ui/age'
import { HostWords } from '@/components/ui/host-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ResolutionView } from '@/lib/contract/resolution'
import { outcomePhrase, outcomeWords } from '@/lib/domain/resolution/outcome-words'
import { DriftStrip } from './drift-strip'

type VerdictChange = ResolutionView['history'][number]

const shownAtMost = 12

/** How the verdicts of the target changed while this console watched, newest first. */
export function Drift({ history }: { history: readonly VerdictChange[] }) {
  const [first] = history
  if (first === undefined) return null
  const changes = history.filter(({ previousCode }) => previousCode !== null).toReversed()
  return (
    <Section
      title="Drift"
      note={
        <>
          watched for <Age at={first.at} />
        </>
      }
      className="border-t border-line"
    >
      <DriftStrip history={history} />
      {changes.length === 0 ? (
        <p className="text-fg-3">No verdict changed in this time.</p>
      ) : (
        <ul aria-label="Changes of the verdict">
          {changes.slice(0, shownAtMost).map((change) => (
            <Change key={`${change.at} ${change.vantage}`} change={change} />
          ))}
        </ul>
      )}
      {changes.length > shownAtMost && <p className="text-12 text-fg-3">and {changes.length - shownAtMost} before</p>}
    </Section>
  )
}

function Change({ change }: { change: VerdictChange }) {
  const { at, vantage, severity, terminal, previousTerminal, brokenAt } = change
  return (
    <li className="grid min-h-7 grid-cols-[72px_64px_16px_minmax(0,1fr)] items-center gap-x-3 max-sm:grid-cols-[60px_56px_16px_minmax(0,1fr)] max-sm:gap-x-2">
      <span className="text-fg-3">
        <Age at={at} suffix="ago" />
      </span>
      <span className="text-fg-2">{vantage}</span>
      <SeverityGlyph severity={severity} size={14} />
      <span className="min-w-0 wrap-anywhere">
        <HostWords
          text={visibleText(wordsOf(change))}
          hosts={[terminal ?? '', previousTerminal ?? '', brokenAt ?? '']}
        />
      </span>
    </li>
  )
}

function wordsOf({ code, previousCode, terminal, previousTerminal, brokenAt }: VerdictChange): string {
  if (code === previousCode && terminal !== null && terminal !== previousTerminal) {
    return `Terminal name ${terminal}, was ${previousTerminal ?? 'none'}`
  }
  const place = brokenAt === null ? '' : ` at ${brokenAt}`
  const before = previousCode === null || previousCode === code ? '' : `, was: ${outcomePhrase(previousCode)}`
  return `${outcomeWords[code]}${place}${before}`
}
