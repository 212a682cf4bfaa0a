import type { LabelSelector } from './network-policy'

export type Match = 'yes' | 'no' | 'undecided'

/**
 * Whether labels are selected, as the API server decides it; an operator that is not known decides nothing, nor does a key that is not among
 * `labels` while there may be more of them (`isWhole` false).
 */
export function matchSelector(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>>,
  isWhole = true,
): Match {
  const decide = (key: string, match: Match): Match =>
    isWhole || labelOf(labels, key) !== undefined ? match : 'undecided'
  return allOf([
    ...Object.entries(selector.matchLabels).map(([key, value]) =>
      decide(key, labelOf(labels, key) === value ? 'yes' : 'no'),
    ),
    ...selector.matchExpressions.map((expression) => decide(expression.key, matchExpression(expression, labels))),
  ])
}

export function selectsAll({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
}

/** The selector in the words of `kubectl -l`. */
export function selectorWords({ matchLabels, matchExpressions }: LabelSelector): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  const others = matchExpressions.map(({ key, operator, values }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator === 'NotIn' ? 'notin' : operator.toLowerCase()} (${values.join(',')})`
  })
  return [...equal, ...others].join(',')
}

/** One "no" decides, else what is undecided stays so. */
export function allOf(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no'
  return matches.includes('undecided') ? 'undecided' : 'yes'
}

/** One "yes" decides, else what is undecided stays so; nothing at all is "no". */
export function anyOf(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes'
  return matches.includes('undecided') ? 'undecided' : 'no'
}

function matchExpression(
  { key, operator, values }: LabelSelector['matchExpressions'][number],
  labels: Readonly<Record<string, string>>,
): Match {
  const value = labelOf(labels, key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value) ? 'yes' : 'no'
    case 'NotIn':
      return value === undefined || !values.includes(value) ? 'yes' : 'no'
    case 'Exists':
      return value === undefined ? 'no' : 'yes'
    case 'DoesNotExist':
      return value === undefined ? 'yes' : 'no'
    default:
      return 'undecided'
  }
}

function labelOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined
}
