import type { ChangeView } from '@/lib/contract/changes'
import { standsAs } from '@/lib/domain/change/change-standing'

/** What a day had beside what went well: `1 in flight, 2 undone, 1 from outside`; the number of changes where all of it did. */
export function sumWords(changes: readonly ChangeView[]): string {
  const count = (is: (change: ChangeView) => boolean) => changes.filter(is).length
  const inState = (state: ChangeView['state']) => count((change) => change.state === state)
  const parts: [number, string][] = [
    [count((change) => standsAs(change, 'in-flight')), 'in flight'],
    [inState('soaking'), 'soaking'],
    [inState('failed'), 'failed'],
    [inState('inconclusive'), 'not verified'],
    [inState('undone'), 'undone'],
    [inState('reverted'), 'reverted'],
    [count((change) => change.kind === 'outside'), 'from outside'],
  ]
  const said = parts.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]))
  if (said.length > 0) return said.join(', ')
  return changes.length === 1 ? '1 change' : `${changes.length} changes`
}
