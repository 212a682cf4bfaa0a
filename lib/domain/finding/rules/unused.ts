import type { ConsumerRule } from '../consumer-rule'

/** Never said while something is unread: then nothing is known. A colour of a group is there to be switched to. */
export const unused: ConsumerRule = {
  code: 'UNUSED',
  severity: 'info',
  cause:
    'Nothing that was read names the alias. What stands only in Secrets or images, or is put together while it runs, is never read.',
  fix: 'Ask its owner. Before it is deleted, look in the log of the DNS of the cluster whether anybody asks for it.',
  policy: { impossible: 'It depends on who names the Service.' },
  judge: ({ consumers, aliasesHere, isWhole, kinds, role }) => {
    if (!isWhole || aliasesHere > 0 || role === 'blue' || role === 'green') return null
    if (consumers.some(({ relation }) => relation === 'names')) return null
    const past = consumers.length
    const bypassed = past === 0 ? '' : ` ${past} ${past === 1 ? 'goes' : 'go'} past it to its target.`
    return { evidence: `None of ${kinds.join(', ')} names it.${bypassed}` }
  },
}
