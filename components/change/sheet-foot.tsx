import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { LaneMark } from '@/components/ui/lane-arm'
import { useTimed } from '@/components/ui/now'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import { isInFlight } from '@/lib/domain/change/change-life'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import { type ChangeStep, type Consent, carryOutBody } from './change-flow'
import { requestVerb } from './change-title'
import { clockText } from './clock-text'
import { CopyLink } from './copy-link'
import { GitFoot } from './git-foot'
import { leadsWithGit } from './git-words'
import type { ChangeFlow } from './use-change-flow'
import { useLiveChange } from './use-live-change'

/** The foot of the sheet: which plan, for how long, and the one verb. */
export function SheetFoot({ flow, isStale }: { flow: ChangeFlow; isStale: boolean }) {
  const { at, consent } = flow.state
  switch (at.step) {
    case 'planned':
    case 'applying':
      if (leadsWithGit(at.plan, consent)) {
        return <GitFoot flow={flow} plan={at.plan} isBusy={at.step === 'applying'} isStale={isStale} />
      }
      return <PlanFoot flow={flow} plan={at.plan} consent={consent} busy={busyWords(at)} isStale={isStale} />
    case 'applied':
      return <AppliedFoot change={at.change} onClose={flow.close} />
    case 'conflict':
    case 'failed':
      return (
        <>
          <span className="text-12 text-fg-3 max-sm:hidden">Nothing was written by this plan.</span>
          <span className="ml-auto" />
          <Button size="lg" variant="quiet" onClick={flow.close}>
            Leave as it is
          </Button>
          <Button size="lg" variant="ink" onClick={() => flow.review(at.request)} className="max-sm:flex-1">
            Plan again
          </Button>
        </>
      )
    default:
      return null
  }
}

interface AppliedFootProps {
  change: ChangeView
  onClose: () => void
}

function AppliedFoot({ change: applied, onClose }: AppliedFootProps) {
  const change = useLiveChange(applied)
  const isRunning = isInFlight(change)
  return (
    <>
      <span className="min-w-0 truncate text-12 text-fg-3 max-sm:hidden">
        Change <span className="mono-11">{change.id}</span>, by {visibleText(change.by)} at{' '}
        <TimeOfDay at={change.at} withSeconds />
      </span>
      <span className="ml-auto max-sm:hidden" />
      <CopyLink />
      <Button size="lg" variant={isRunning ? 'plain' : 'ink'} onClick={onClose} className="max-sm:flex-1">
        {isRunning ? 'Close, keep watching' : 'Done'}
      </Button>
    </>
  )
}

interface PlanFootProps {
  flow: ChangeFlow
  plan: Plan
  consent: Consent
  /** What goes on just now, in a word; null while it waits for the viewer. */
  busy: string | null
  isStale: boolean
}

function PlanFoot({ flow, plan, consent, busy, isStale }: PlanFootProps) {
  const { request } = plan
  const left = useTimed((nowMs) => Math.max(0, Math.floor((Date.parse(plan.expiresAt) - nowMs) / 1000)))
  const body = carryOutBody(plan, '', consent)
  const unmet = unmetPrechecks(plan.prechecks, body.acknowledge, body.overrides)
  const isVoid = left === 0 || isStale
  return (
    <>
      <span className="min-w-0 text-12 text-fg-3 max-sm:hidden">
        Plan <span className="mono-11">{shortHash(plan.hash)}</span>
        {busy === null && (isVoid ? ', no longer valid' : `, valid for ${clockText(left)}`)}
        {unmet.length > 0 && `. ${unmet.length} ${unmet.length === 1 ? 'check is' : 'checks are'} still to settle`}
      </span>
      <span className="ml-auto" />
      <Button size="lg" variant="quiet" onClick={flow.close}>
        {busy === null ? 'Cancel' : 'Close, it goes on'}
      </Button>
      {isVoid && busy === null ? (
        <Button key="again" size="lg" variant="ink" onClick={() => flow.review(request)} className="max-sm:flex-1">
          Plan again
        </Button>
      ) : (
        <Button
          key="apply"
          size="lg"
          variant="ink"
          unavailable={unmet.length > 0 || busy !== null}
          aria-busy={busy !== null || undefined}
          onClick={() => flow.apply(plan)}
          className="max-sm:flex-1"
        >
          {request.kind === 'switch' && (
            <LaneMark colour={request.to} onInk={unmet.length === 0 && busy === null} label={null} />
          )}
          {busy ?? requestVerb(request)}
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>⌘↵</Kbd>
          </span>
        </Button>
      )}
    </>
  )
}

function busyWords(at: ChangeStep): string | null {
  if (at.step !== 'applying') return null
  return at.isProposal ? 'Recording…' : 'Applying…'
}

function shortHash(hash: string): string {
  const digest = hash.split('.')[1] ?? hash
  return digest.slice(0, 8)
}
