import { changeStateWords } from '@/components/change/change-state-words'
import { FromTo } from '@/components/change/from-to'
import { targetsOf } from '@/components/change/plan-targets'
import { PrecheckList } from '@/components/change/precheck-list'
import { useLiveChange } from '@/components/change/use-live-change'
import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { Skeleton } from '@/components/ui/skeleton'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { Severity } from '@/lib/domain/resolution/severity'
import { type SetItem, unmetOf } from './change-set'
import type { ChangeSet } from './use-change-set'

interface SetItemViewProps {
  item: SetItem
  /** From one. */
  place: number
  members: Group['members'] | null
  set: ChangeSet
}

/** One change of a set: from where to where, what is to be settled, and how it went. */
export function SetItemView({ item, place, members, set }: SetItemViewProps) {
  const { request, at } = item
  const { name, namespace } = request.service
  const isOpen = !set.state.hasStarted
  return (
    <li aria-label={`${name} in ${namespace}`} className="border-b border-line">
      <div className="flex min-h-11 items-center gap-3 px-5 py-1.5 max-sm:px-4">
        <span className="num w-5 shrink-0 text-right text-fg-3">{place}</span>
        <h3 className="min-w-0 truncate font-semibold">
          {name} <span className="font-normal text-fg-3">{namespace}</span>
        </h3>
        <span className="ml-auto flex shrink-0 items-center gap-2">
          <ItemState item={item} isOpen={isOpen} />
          {isOpen && at.step !== 'planning' && (
            <Button onClick={() => set.leaveOut(item.key)} aria-label={`Leave ${name} out`}>
              Leave out
            </Button>
          )}
        </span>
      </div>
      {at.step === 'planning' && (
        <div aria-busy="true" className="px-5 pb-3 pl-13">
          <Skeleton className="w-2/3" />
        </div>
      )}
      {(at.step === 'refused' || at.step === 'failed') && (
        <p role="alert" className="flex gap-2 px-5 pb-3 pl-13 wrap-anywhere max-sm:px-4">
          <SeverityGlyph severity="critical" className="mt-0.5 shrink-0" />
          <span>{visibleText(at.message)}</span>
        </p>
      )}
      {'plan' in at && (
        <div className="pl-8 max-sm:pl-0 [&>*]:border-b-0">
          <FromTo {...targetsOf(at.plan)} members={members} isDone={at.step === 'applied'} />
          {isOpen && <Settle item={item} set={set} />}
        </div>
      )}
    </li>
  )
}

function Settle({ item, set }: { item: SetItem; set: ChangeSet }) {
  if (item.at.step !== 'planned') return null
  const { prechecks, expiresAt } = item.at.plan
  const weighty = prechecks.filter(({ state }) => state === 'refuse' || state === 'block' || state === 'warn')
  const rest = prechecks.filter((check) => !weighty.includes(check))
  const list = {
    consent: item.consent,
    isLocked: false,
    namespace: item.request.service.namespace,
    until: expiresAt,
    onAccept: (consent: Partial<SetItem['consent']>) => set.accept(item.key, consent),
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 px-5 pb-3 max-sm:px-4">
      {weighty.length > 0 && <PrecheckList prechecks={weighty} {...list} />}
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-12 text-fg-3 hover:text-fg max-sm:min-h-11">
            {rest.length} {rest.length === 1 ? 'check holds' : 'checks hold'}
          </summary>
          <PrecheckList prechecks={rest} {...list} />
        </details>
      )}
    </div>
  )
}

function ItemState({ item, isOpen }: { item: SetItem; isOpen: boolean }) {
  const { at } = item
  switch (at.step) {
    case 'planning':
      return <Said severity="unknown">Planning</Said>
    case 'refused':
      return <Said severity="critical">Cannot be made</Said>
    case 'planned':
      return isOpen ? <Settled item={item} /> : <Said severity="unknown">Not begun</Said>
    case 'applying':
      return <Said severity="info">Applying</Said>
    case 'applied':
      return <Applied change={at.change} />
    case 'failed':
      return <Said severity="critical">Failed</Said>
  }
}

function Settled({ item }: { item: SetItem }) {
  const unmet = unmetOf(item) ?? []
  if (unmet.length === 0) return <Said severity="ok">Settled</Said>
  const isBlocked = unmet.some(({ state }) => state !== 'warn')
  return (
    <Said severity={isBlocked ? 'critical' : 'warning'}>
      {isBlocked ? 'Blocked' : `${unmet.length} to acknowledge`}
    </Said>
  )
}

function Applied({ change: applied }: { change: ChangeView }) {
  const { words, severity } = changeStateWords(useLiveChange(applied).state)
  return <Said severity={severity}>{words}</Said>
}

function Said({ severity, children }: { severity: Severity; children: string }) {
  return <VerdictBadge severity={severity}>{children}</VerdictBadge>
}
