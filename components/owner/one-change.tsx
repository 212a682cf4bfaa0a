import type { Consent } from '@/components/change/change-flow'
import { diffRows } from '@/components/change/diff-rows'
import { PlanDiff } from '@/components/change/plan-diff'
import { PrecheckList } from '@/components/change/precheck-list'
import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { Plan } from '@/lib/contract/changes'
import type { Severity } from '@/lib/domain/resolution/severity'
import { isReady, type OneChange } from './several-changes'

interface OneChangeLineProps {
  change: OneChange
  onConsent: (consent: Partial<Consent>) => void
  onPlan: () => void
}

/** One of several Services: what its plan writes and asks for, and what became of it. */
export function OneChangeLine({ change, onConsent, onPlan }: OneChangeLineProps) {
  const { service, at } = change
  const { severity, words } = standing(change)
  return (
    <li className="border-b border-line px-5 py-2.5 max-sm:px-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <SeverityGlyph severity={severity} size={14} label={null} className="self-center" />
        <b className="min-w-0 font-medium break-words">{visibleText(service.name)}</b>
        <span className="text-12 text-fg-3">{visibleText(service.namespace)}</span>
        <span className="ml-auto text-12 text-fg-2">{words}</span>
        {at.step === 'failed' && (
          <Button onClick={onPlan}>
            Plan again<span className="sr-only"> {visibleText(service.name)}</span>
          </Button>
        )}
      </div>
      {at.step === 'failed' && <p className="mt-1 text-12 break-words text-fg-2">{visibleText(at.message)}</p>}
      {at.step === 'planned' && at.refusal !== null && (
        <p role="alert" className="mt-1 text-12 break-words text-critical">
          {visibleText(at.refusal)}
        </p>
      )}
      {(at.step === 'planned' || at.step === 'applying') && <Written plan={at.plan} />}
      {(at.step === 'planned' || at.step === 'applying') && (
        <details open={at.step === 'planned' && !isReady(change)} className="mt-1.5">
          <summary className="w-fit cursor-pointer text-12 text-fg-2">What is written, and what was checked</summary>
          <div className="mt-2 grid grid-cols-2 gap-6 max-md:grid-cols-1">
            <div className="min-w-0">
              <PlanDiff plan={at.plan} />
            </div>
            <PrecheckList
              prechecks={at.plan.prechecks}
              consent={at.consent}
              onAccept={onConsent}
              isLocked={at.step === 'applying'}
              namespace={service.namespace}
              until={at.plan.expiresAt}
            />
          </div>
        </details>
      )}
    </li>
  )
}

/** The fields that the plan writes, in one line each. */
function Written({ plan }: { plan: Plan }) {
  const rows = plan.writes.flatMap((write) => diffRows(write)).filter(({ isParent }) => !isParent)
  if (rows.length === 0) return <p className="mt-1 text-12 text-fg-3">It says so already: nothing is written.</p>
  return (
    <ul className="mt-1 text-12">
      {rows.map(({ path, key, before, after }) => (
        <li key={path} className="break-words">
          <span className="mono-11 text-fg-3">{visibleText(key)}</span> {said(before)} → {said(after)}
        </li>
      ))}
    </ul>
  )
}

function said(value: string | null) {
  return value === null ? <span className="text-fg-3">nothing</span> : visibleText(value)
}

function standing(change: OneChange): { severity: Severity; words: string } {
  switch (change.at.step) {
    case 'planning':
      return { severity: 'unknown', words: 'being planned' }
    case 'planned':
      return isReady(change)
        ? { severity: 'info', words: 'ready to be written' }
        : { severity: 'warning', words: 'waits for what it asks' }
    case 'applying':
      return { severity: 'info', words: 'being written' }
    case 'applied':
      return { severity: 'ok', words: 'written' }
    case 'failed':
      return { severity: 'critical', words: 'not written' }
  }
}
