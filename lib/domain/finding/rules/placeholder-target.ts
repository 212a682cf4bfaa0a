import { celHostMatches } from '../policy/cel-text'
import type { Rule } from '../rule'

// RFC 2606 §3 and RFC 6761 §6.4, and what templates are filled with.
const reserved = /(^|\.)(example\.(com|net|org|edu)|invalid)$/
const words = /(^|[.-])(placeholder|changeme|change-me|replaceme|replace-me|todo|fixme|your-[a-z-]+)([.-]|$)/

export const placeholderTarget: Rule = {
  code: 'PLACEHOLDER_TARGET',
  severity: 'warning',
  cause: 'The target is one that manifests are written with, to be replaced: a patch of an overlay was not applied.',
  fix: 'Apply the overlay of the environment, or point the alias at the host that is meant.',
  policy: { cel: () => `${celHostMatches(reserved.source)} || ${celHostMatches(words.source)}` },
  judge: ({ host }) => (reserved.test(host) || words.test(host) ? { evidence: `The target is ${host}.` } : null),
}
