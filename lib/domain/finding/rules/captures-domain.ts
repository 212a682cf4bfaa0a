import { parse } from 'tldts'
import type { Rule } from '../rule'

// Namespaces are named `dev` or `prod` everywhere, and few of them mean the top-level domain.
const generic = new Set(['com', 'net', 'org', 'edu', 'gov', 'mil', 'int', 'info', 'biz', 'arpa'])

// Most namespaces cannot be one, and the list of suffixes is long.
const topLevel = /^([a-z]+|xn--[a-z0-9-]+)$/

/** Kubernetes' DNS: with `ndots:5` a name of fewer dots is tried under the search path first, so `google.com` means Service `google` in namespace `com`. */
export const capturesDomain: Rule = {
  code: 'CAPTURES_DOMAIN',
  severity: 'warning',
  lesser: {
    severity: 'info',
    when: 'the namespace is named like one of the newer top-level domains, as `dev` and `app` are',
  },
  cause:
    'The namespace is named like a top-level domain. Pods try short names in the cluster first, so that this alias answers for a domain of the internet.',
  fix: 'Move the alias to a namespace of another name, or have clients write a dot at the end of the domain.',
  policy: { impossible: 'It depends on the list of public suffixes.' },
  judge: ({ alias: { name, namespace } }) => {
    if (!topLevel.test(namespace)) return null
    const { publicSuffix, isIcann } = parse(`${name}.${namespace}`, { validateHostname: false, extractHostname: false })
    if (isIcann !== true || publicSuffix !== namespace) return null
    const evidence = `In every pod ${name}.${namespace} means this alias, not the domain of that name.`
    return generic.has(namespace) || namespace.length === 2 ? { evidence } : { evidence, severity: 'info' }
  },
}
