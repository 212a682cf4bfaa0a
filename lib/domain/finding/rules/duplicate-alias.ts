import type { Rule } from '../rule'

const shown = 5

export const duplicateAlias: Rule = {
  code: 'DUPLICATE_ALIAS',
  severity: 'info',
  cause: 'Several aliases of one namespace lead to the same host: a move has to find them all.',
  fix: 'Keep one and let its clients name it, unless they are to part one day.',
  policy: { impossible: 'It depends on other Services.' },
  judge: ({ group, siblings, host }) => {
    // The active alias of a group has the target of a colour; that is what a group is.
    const others = siblings.filter((sibling) => group === null || sibling.group !== group.name)
    if (others.length === 0) return null
    const more = others.length > shown ? ` and ${others.length - shown} more` : ''
    const names = others.slice(0, shown).map(({ name }) => name)
    return {
      evidence: `${names.join(', ')}${more} in this namespace ${others.length === 1 ? 'leads' : 'lead'} to ${host} too.`,
    }
  },
}
