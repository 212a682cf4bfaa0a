import type { Answer, RelatedAliases } from './change-evidence'

const shown = 5

/** What a change means for other aliases: a second name for the same host, or aliases that lose the Service that they lead to. */
export function checkRelated({ kind, names, hasUnseen }: RelatedAliases): Answer {
  const evidence = said(names, hasUnseen)
  if (kind === 'same-target') {
    const code = 'duplicate-target'
    if (names.length === 0)
      return { code, state: 'pass', title: 'No other alias leads to this host', evidence: 'of those that you may see' }
    const title = names.length === 1 ? 'Another alias leads to this host' : 'Other aliases lead to this host'
    return { code, state: 'warn', title, evidence: `${evidence}: two names move apart when one of them is retargeted` }
  }
  const code = 'nothing-leads-here'
  if (evidence === '')
    return { code, state: 'pass', title: 'No other alias leads to this Service', evidence: 'none is known' }
  return { code, state: 'block', title: 'Other aliases lead to this Service', evidence }
}

function said(names: readonly string[], hasUnseen: boolean): string {
  const rest = names.length - shown
  return [
    ...names.slice(0, shown),
    ...(rest > 0 ? [`${rest} more`] : []),
    ...(hasUnseen ? ['some in namespaces that you may not see'] : []),
  ].join(', ')
}
