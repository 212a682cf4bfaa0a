import type { ChangeView } from '@/lib/contract/changes'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import { type ChangeFlowState, carryOutBody } from './change-flow'
import { changeStateWords } from './change-state-words'
import { useLiveChange } from './use-live-change'

/** Says each state of the sheet once, politely, to those who do not see it. */
export function SheetAnnouncer({ state }: { state: ChangeFlowState }) {
  const { at } = state
  if (at.step === 'applied') return <ChangeSay change={at.change} />
  return <Say words={wordsOf(state)} />
}

function ChangeSay({ change: applied }: { change: ChangeView }) {
  const change = useLiveChange(applied)
  return <Say words={`${changeStateWords(change.state).words}.`} />
}

function Say({ words }: { words: string }) {
  return (
    <p role="status" aria-label="Progress" className="sr-only">
      {words}
    </p>
  )
}

function wordsOf({ at, consent }: ChangeFlowState): string {
  switch (at.step) {
    case 'planning':
      return 'Planning: reading, checking and trying the write.'
    case 'planned': {
      const body = carryOutBody(at.plan, '', consent)
      const { length } = unmetPrechecks(at.plan.prechecks, body.acknowledge, body.overrides)
      if (length === 0) return 'Planned. It can be applied.'
      return `Planned. ${length} ${length === 1 ? 'check is' : 'checks are'} still to settle.`
    }
    case 'applying':
      return at.isProposal ? 'Recording the proposal.' : 'Applying.'
    default:
      return ''
  }
}
