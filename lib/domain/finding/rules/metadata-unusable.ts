import { longestOwner, ownerKeys } from '@/lib/domain/alias/read-owner'
import { linkKeys, safeLink } from '@/lib/domain/alias/safe-link'
import type { Rule } from '../rule'

/** What only looks like text, such as a channel of a chat, is left to people. */
const looksLikeAddress = /^[a-z][a-z0-9+.-]*:/i

export const metadataUnusable: Rule = {
  code: 'METADATA_UNUSABLE',
  severity: 'info',
  cause:
    'An annotation that people are led by cannot be used as it stands: it is longer than an owner may be, or an address that no screen makes a link of.',
  fix: `Shorten the owner to ${longestOwner} characters; write addresses with http, https or mailto and without a password.`,
  policy: { impossible: 'It reads addresses as a browser does.' },
  judge: ({ alias: { annotations } }) => {
    const long = ownerKeys.flatMap((key) => {
      const length = annotations[key]?.trim().length ?? 0
      return length > longestOwner ? [`${key} has ${length} characters and is cut after ${longestOwner}`] : []
    })
    const unsafe = linkKeys.flatMap(([key]) => {
      const text = annotations[key]?.trim() ?? ''
      return looksLikeAddress.test(text) && safeLink(text.slice(0, 2048)) === null ? [`${key} is no safe address`] : []
    })
    const found = [...long, ...unsafe]
    return found.length === 0 ? null : { evidence: `${found.join('; ')}.` }
  },
}
