import { ownerKeys, ownerLabel } from '@/lib/domain/alias/read-owner'
import { celSays } from '../policy/cel-text'
import type { Rule } from '../rule'

export const noOwner: Rule = {
  code: 'NO_OWNER',
  severity: 'info',
  cause: 'Nobody is named who answers for the alias: when its target moves, nobody is told.',
  fix: 'Set annotation a8r.io/owner on the Service, or on its namespace for all in it.',
  policy: {
    cel: () =>
      `!${celSays('annotations', ownerKeys)} && !${celSays('labels', [ownerLabel])} && !${celSays('namespaceAnnotations', ownerKeys)}`,
  },
  judge: ({ alias }) =>
    alias.owner === null ? { evidence: 'Neither the Service nor its namespace names an owner.' } : null,
}
