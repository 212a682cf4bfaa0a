import { Fragment, type ReactNode, useId } from 'react'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { Precheck, PrecheckState } from '@/lib/domain/change/precheck'
import type { Severity } from '@/lib/domain/resolution/severity'
import type { Consent } from './change-flow'
import { CheckLine, CheckSection } from './check-section'
import { LineInput } from './line-input'
import { precheckSeverity } from './precheck-severity'

interface PrecheckListProps {
  prechecks: readonly Precheck[]
  consent: Consent
  onAccept: (consent: Partial<Consent>) => void
  /** While it is being carried out nothing can be changed. */
  isLocked: boolean
  /** Where the right to override is needed. */
  namespace: string
  /** When the plan ends, and every override with it. */
  until: string
}

/** The prechecks in the order they matter: what cannot be passed, what needs a reason, what to acknowledge, what holds, what to know. */
export function PrecheckList({ prechecks, ...locked }: PrecheckListProps) {
  const { consent } = locked
  const of = (...states: PrecheckState[]) => prechecks.filter(({ state }) => states.includes(state))
  const [refused, blocked, warned, held] = [of('refuse'), of('block'), of('warn'), of('pass')]
  const overridden = blocked.filter(({ code }) => (consent.overrides[code]?.trim().length ?? 0) >= 10)
  const acknowledged = warned.filter(({ code }) => consent.acknowledged.includes(code))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Group title="Cannot be passed" severity="critical" items={refused}>
        {(precheck) => <Weighty precheck={precheck} />}
      </Group>
      <Group
        title="Stands in the way"
        severity="critical"
        items={blocked}
        note={`${overridden.length} of ${blocked.length} overridden`}
      >
        {(precheck) => (
          <Weighty precheck={precheck}>
            <Override precheck={precheck} {...locked} />
          </Weighty>
        )}
      </Group>
      <Group
        title="To acknowledge"
        severity="warning"
        items={warned}
        note={`${acknowledged.length} of ${warned.length}`}
      >
        {(precheck) => (
          <Weighty precheck={precheck}>
            <Acknowledge precheck={precheck} {...locked} />
          </Weighty>
        )}
      </Group>
      <Group
        title="Must hold"
        severity="ok"
        items={held}
        note={`${held.length} of ${held.length + refused.length + blocked.length + warned.length}`}
      >
        {(precheck) => <Plain precheck={precheck} />}
      </Group>
      <Group title="Good to know" severity="info" items={of('info', 'skipped')}>
        {(precheck) => <Plain precheck={precheck} />}
      </Group>
    </div>
  )
}

interface GroupProps {
  title: string
  severity: Severity
  items: readonly Precheck[]
  note?: string
  children: (precheck: Precheck) => ReactNode
}

function Group({ title, severity, items, note, children }: GroupProps) {
  if (items.length === 0) return null
  return (
    <CheckSection title={title} severity={severity} note={note ?? items.length}>
      {items.map((precheck) => (
        <Fragment key={`${precheck.code} ${precheck.title}`}>{children(precheck)}</Fragment>
      ))}
    </CheckSection>
  )
}

function Plain({ precheck: { state, title, evidence } }: { precheck: Precheck }) {
  return <CheckLine severity={precheckSeverity[state]} label={state} says={title} evidence={evidence} />
}

function Weighty({ precheck, children }: { precheck: Precheck; children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-3 border-b border-line py-2.5">
      <SeverityGlyph
        severity={precheckSeverity[precheck.state]}
        size={14}
        label={precheck.state}
        className="mt-[3px]"
      />
      <div className="min-w-0">
        <p className="font-medium break-words">
          {visibleText(precheck.title)} <span className="mono-11 font-normal text-fg-3">{precheck.code}</span>
        </p>
        <p className="break-words text-fg-2">{visibleText(precheck.evidence)}</p>
        {children}
      </div>
    </li>
  )
}

type ConsentProps = Omit<PrecheckListProps, 'prechecks'> & { precheck: Precheck }

function Acknowledge({ precheck, consent, onAccept, isLocked }: ConsentProps) {
  const { code } = precheck
  const isChecked = consent.acknowledged.includes(code)
  const others = consent.acknowledged.filter((each) => each !== code)
  return (
    <label className="mt-1.5 flex min-h-6 w-fit items-center gap-2 font-medium max-sm:min-h-11">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isLocked}
        onChange={() => onAccept({ acknowledged: isChecked ? others : [...others, code] })}
        className="size-4 accent-ink"
      />
      I accept this: {visibleText(precheck.title.charAt(0).toLowerCase() + precheck.title.slice(1))}
    </label>
  )
}

function Override({ precheck, consent, onAccept, isLocked, namespace, until }: ConsentProps) {
  const { code } = precheck
  const reason = consent.overrides[code] ?? ''
  const missing = 10 - reason.trim().length
  const id = useId()
  return (
    <div className="mt-1.5 grid gap-1 text-12">
      <label htmlFor={id} className="text-fg-2">
        Go on all the same, because
      </label>
      <LineInput
        id={id}
        aria-describedby={`${id}-about`}
        value={reason}
        disabled={isLocked}
        onText={(text) => onAccept({ overrides: { ...consent.overrides, [code]: text } })}
      />
      <p id={`${id}-about`} className="text-11 text-fg-3">
        {missing > 0 && `At least 10 characters, ${missing} to go. `}
        For this plan only, until <TimeOfDay at={until} />; kept in the record. Needs the right{' '}
        <span className="mono-11">override changes.signpost</span> in {namespace}.
      </p>
    </div>
  )
}
