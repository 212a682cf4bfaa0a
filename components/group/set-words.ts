import { type ChangeSetState, phaseOf, unmetOf } from './change-set'

/** What the set is about, as a verb with its object. */
export function setTitle({ items, isUndo, what }: ChangeSetState): string {
  const { verb, undo, one, several } = words[what]
  const many = items.length === 1 ? `1 ${one}` : `${items.length} ${several}`
  return `${isUndo ? undo : verb} ${many}`
}

const words = {
  switch: { verb: 'Switch', undo: 'Undo the switch of', one: 'group', several: 'groups', done: 'switched' },
  create: { verb: 'Create', undo: 'Undo the creation of', one: 'alias', several: 'aliases', done: 'created' },
  change: { verb: 'Change', undo: 'Undo the change of', one: 'Service', several: 'Services', done: 'changed' },
} as const

/** Where the set stands, in a sentence; empty when there is none. */
export function setProgress(state: ChangeSetState): string {
  const { items, isUndo } = state
  const done = items.filter(({ at }) => at.step === 'applied').length
  const count = `${done} of ${items.length} ${isUndo ? 'undone' : words[state.what].done}`
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
