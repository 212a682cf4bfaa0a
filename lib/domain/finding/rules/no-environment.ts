import { environmentWords } from '@/lib/domain/environment/environment-words'
import { environmentLabels } from '@/lib/domain/environment/read-environment'
import { celList, celSays } from '../policy/cel-text'
import type { Rule } from '../rule'

export const noEnvironment: Rule = {
  code: 'NO_ENVIRONMENT',
  severity: 'info',
  cause:
    'Nothing says which environment the alias belongs to, so that it cannot be compared with its like in another one.',
  fix: 'Set label environment on the Service, or on its namespace for all in it.',
  policy: {
    cel: () =>
      `!${celSays('labels', environmentLabels)} && !${celSays('namespaceLabels', environmentLabels)} && !object.metadata.namespace.split("-").exists(word, word in ${celList(environmentWords)})`,
  },
  judge: ({ alias }) =>
    alias.environment === null
      ? { evidence: 'Neither a label of the Service or its namespace says so, nor the name of the namespace.' }
      : null,
}
