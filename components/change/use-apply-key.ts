import { useEffect, useEffectEvent } from 'react'
import { unmetPrechecks } from '@/lib/domain/change/unmet-prechecks'
import { carryOutBody } from './change-flow'
import type { ChangeFlow } from './use-change-flow'

/** ⌘↵ or Ctrl+↵ applies the plan of an open sheet, wherever focus is in it, as its button does: not before everything is settled, nor once the plan is void. */
export function useApplyKey(flow: ChangeFlow, isCurrent: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { at, consent } = flow.state
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat || at.step !== 'planned') return
    event.preventDefault()
    const body = carryOutBody(at.plan, '', consent)
    if (!isCurrent || Date.parse(at.plan.expiresAt) <= Date.now()) return
    if (unmetPrechecks(at.plan.prechecks, body.acknowledge, body.overrides).length === 0) flow.apply(at.plan)
  })
  const { isOpen } = flow.state
  useEffect(() => {
    if (!isOpen) return
    // Before the button that may have focus acts on the key.
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [isOpen])
}
