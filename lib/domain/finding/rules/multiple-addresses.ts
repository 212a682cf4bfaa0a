import type { Rule } from '../rule'

const shown = 4

export const multipleAddresses: Rule = {
  code: 'MULTIPLE_ADDRESSES',
  severity: 'info',
  cause:
    'The target has several addresses of one family. Nothing balances between them: each client takes one and stays with it while its connections live.',
  fix: 'Rules for outgoing traffic have to let all of them through; clients should try the next one when one fails.',
  policy: { impossible: 'It depends on what DNS answers.' },
  judge: ({ addresses }) => {
    const families = [
      addresses.filter((address) => !address.includes(':')),
      addresses.filter((address) => address.includes(':')),
    ]
    const several = families.filter((family) => family.length > 1).flat()
    if (several.length === 0) return null
    const more = several.length > shown ? ` and ${several.length - shown} more` : ''
    return { evidence: `It ends at ${several.slice(0, shown).join(', ')}${more}.` }
  },
}
