import { celSays } from '../policy/cel-text'
import type { Rule } from '../rule'

const key = 'app.kubernetes.io/part-of'

export const noPartOf: Rule = {
  code: 'NO_PART_OF',
  severity: 'info',
  cause: 'Nothing says which application the alias is a part of.',
  fix: `Set label ${key} to the name of the application.`,
  policy: { cel: () => `!${celSays('labels', [key])}` },
  judge: ({ alias }) => (alias.labels[key]?.trim() ? null : { evidence: `Label ${key} is not set.` }),
}
