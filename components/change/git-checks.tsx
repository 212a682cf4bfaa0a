import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import type { Severity } from '@/lib/domain/resolution/severity'

const severities: Record<PrecheckState, Severity> = {
  pass: 'ok',
  info: 'info',
  warn: 'warning',
  block: 'critical',
  refuse: 'critical',
  skipped: 'unknown',
}
const order: readonly PrecheckState[] = ['refuse', 'block', 'warn', 'pass', 'info', 'skipped']

/** What was asked about the change beside its owner: to read, since nothing is written live. */
export function GitChecks({ prechecks }: { prechecks: Plan['prechecks'] }) {
  const others = prechecks
    .filter(({ code }) => code !== 'field-owner')
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const [worst] = others
  const held = others.filter(({ state }) => state === 'pass')
  if (!worst) return null
  return (
    <section aria-label="The change itself">
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">
        <SeverityGlyph severity={severities[worst.state]} label={null} />
        The change itself{' '}
        <span className="font-normal text-fg-3">
          {held.length} of {others.length} hold
        </span>
      </h3>
      <ul>
        {others.map(({ code, state, title, evidence }) => (
          <li key={`${code} ${title}`} className="flex min-h-[26px] items-center gap-3 py-0.5">
            <SeverityGlyph severity={severities[state]} size={14} label={state} />
            <span className="min-w-0 break-words">{visibleText(title)}</span>
            <span
              className="ml-auto max-w-[50%] min-w-0 truncate text-right text-11 text-fg-3"
              title={visibleText(evidence)}
            >
              {visibleText(evidence)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
