import type { Rule } from '../rule'

export const aliasOfAlias: Rule = {
  code: 'ALIAS_OF_ALIAS',
  severity: 'info',
  cause: 'The target is an alias itself: whoever moves that one moves this one too, and may not know.',
  fix: 'Point the alias at the end of the way, unless the one between is meant to decide.',
  policy: { impossible: 'It depends on where the target leads, on other Services.' },
  judge: ({ path }) => {
    const between = path?.steps.filter(({ type }) => type === 'ExternalName') ?? []
    if (between.length === 0) return null
    const names = between.map(({ namespace, service }) => `${namespace}/${service}`).join(' → ')
    return { evidence: `Before its end it goes through ${names}.` }
  },
}
