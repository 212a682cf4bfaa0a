import type { Plan } from '@/lib/contract/changes'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import { CheckLine, CheckSection } from './check-section'
import { precheckSeverity } from './precheck-severity'

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
    <CheckSection
      title="The change itself"
      severity={precheckSeverity[worst.state]}
      note={`${held.length} of ${others.length} hold`}
    >
      {others.map(({ code, state, title, evidence }) => (
        <CheckLine
          key={`${code} ${title}`}
          severity={precheckSeverity[state]}
          label={state}
          says={title}
          evidence={evidence}
        />
      ))}
    </CheckSection>
  )
}
