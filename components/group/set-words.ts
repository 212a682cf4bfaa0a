import { type ChangeSetState, phaseOf, unmetOf } from './change-set'

/** What the set is about, as a verb with its object. */
export function setTitle({ items, isUndo }: ChangeSetState): string {
  const many = items.length === 1 ? '1 group' : `${items.length} groups`
  return isUndo ? `Undo the switch of ${many}` : `Switch ${many}`
}

/** Where the set stands, in a sentence; empty when there is none. */
export function setProgress(state: ChangeSetState): string {
  const { items, isUndo } = state
  const done = items.filter(({ at }) => at.step === 'applied').length
  const count = `${done} of ${items.length} ${isUndo ? 'undone' : 'switched'}`
  const named = (step: string) => items.find(({ at }) => at.step === step)?.request.service.name ?? ''
  switch (phaseOf(state)) {
    case 'none':
      return ''
    case 'planning':
      return `Planning ${items.length} changes`
    case 'planned':
      return settleWords(state)
    case 'running':
      return named('applying') === '' ? `${count}.` : `${count}. Now ${named('applying')}.`
    case 'stopped':
      return `Stopped at ${named('failed')}: ${count}.`
    case 'done':
      return `All done: ${count}.`
  }
}

function settleWords({ items }: ChangeSetState): string {
  const refused = items.filter(
    (item) => unmetOf(item) === null || unmetOf(item)?.some(({ state }) => state === 'refuse'),
  )
  const names = (list: typeof items) => list.map(({ request }) => request.service.name).join(', ')
  if (refused.length > 0) return `Cannot be made: ${names(refused)}. Leave ${refused.length === 1 ? 'it' : 'them'} out.`
  const unmet = items.filter((item) => (unmetOf(item)?.length ?? 0) > 0)
  return unmet.length === 0 ? 'Everything is settled.' : `Still to settle: ${names(unmet)}.`
}
