import { celSays } from '../policy/cel-text'
import type { Rule } from '../rule'

const keys = ['a8r.io/description', 'description', 'kubernetes.io/description']

export const noDescription: Rule = {
  code: 'NO_DESCRIPTION',
  severity: 'info',
  cause: 'Nothing says what the alias is for.',
  fix: 'Set annotation a8r.io/description to a sentence.',
  policy: { cel: () => `!${celSays('annotations', keys)}` },
  judge: ({ alias }) =>
    keys.some((key) => alias.annotations[key]?.trim()) ? null : { evidence: `None of ${keys.join(', ')} is set.` },
}
