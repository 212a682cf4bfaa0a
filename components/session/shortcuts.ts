import { useEffect, useEffectEvent } from 'react'

/** Whether single keys act at all is the reader's choice (WCAG 2.2, 2.1.4). */
export const shortcutSetting = 'signpost-shortcuts'

type Actions = Readonly<Record<string, (event: KeyboardEvent) => void>>
type Find = (keys: string) => ((event: KeyboardEvent) => void) | undefined

const prefixKey = 'g'
const prefixMs = 1200
const registered = new Set<Find>()
let prefixAtMs = Number.NEGATIVE_INFINITY

/**
 * Runs an action when its key is pressed outside fields and panels; keys are single ones, or `g` and one more (`g i`), not while the reader has them
 * turned off. `mod k` is ⌘K or Ctrl K.
 */
export function useShortcuts(actions: Actions): void {
  const find = useEffectEvent((keys: string) => (Object.hasOwn(actions, keys) ? actions[keys] : undefined))
  useEffect(() => {
    const mine: Find = (keys) => find(keys)
    if (registered.size === 0) window.addEventListener('keydown', onKeyDown)
    registered.add(mine)
    return () => {
      registered.delete(mine)
      if (registered.size === 0) window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

function onKeyDown(event: KeyboardEvent): void {
  if (isPaletteKey(event)) run(event, 'mod k')
  if (!isFree(event)) return
  const isSecond = event.timeStamp - prefixAtMs < prefixMs
  prefixAtMs = event.key === prefixKey && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY
  run(event, isSecond ? `${prefixKey} ${event.key}` : event.key)
}

function run(event: KeyboardEvent, keys: string): void {
  const act = newestFirst(keys)
  if (act === undefined) return
  event.preventDefault()
  act(event)
}

/** `⌘K` or `Ctrl K`: no single key, so it acts from fields too and cannot be turned off; never over a panel. */
function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (key.toLowerCase() !== 'k' || ctrlKey === metaKey || altKey || shiftKey) return false
  return document.querySelector('[role="dialog"], dialog[open]') === null
}

function newestFirst(keys: string): ReturnType<Find> {
  for (const find of [...registered].reverse()) {
    const act = find(keys)
    if (act !== undefined) return act
  }
  return undefined
}

function isFree(event: KeyboardEvent): boolean {
  if (!isSingleKey(event)) return false
  const { target } = event
  return !(target instanceof HTMLElement) || target.closest('dialog, [role="dialog"], [role="menu"]') === null
}

/** Whether a key may act by itself: alone, outside fields, not taken yet, and not while the reader has single keys turned off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  if (localStorage.getItem(shortcutSetting) === 'off') return false
  const { target } = event
  if (!(target instanceof HTMLElement)) return true
  return !target.isContentEditable && target.closest('input, textarea, select') === null
}
