import { badRequest } from '../api/api-failure.ts'
import { checkLabelValue, checkQualifiedName } from '../rules/check-name.ts'

type Labels = Readonly<Record<string, string>>
export type LabelSelector = (labels: Labels) => boolean

const operators = ['in', 'notin', '=', '==', '!=', 'gt', 'lt']

/** Reads the `labelSelector` of a request: `app=a,tier in (b,c),!old`. Throws 400 for one that cannot be read. */
export function parseLabelSelector(text: string): LabelSelector {
  const tokens = createTokens(text)
  const conditions: LabelSelector[] = []
  while (tokens.peek() !== '') {
    conditions.push(parseRequirement(tokens))
    const next = tokens.take()
    if (next === '') break
    if (next !== ',') throw badRequest(`found '${next}', expected: ',' or 'end of string'`)
    if (tokens.peek() === '') throw badRequest("found '', expected: identifier after ','")
  }
  return (labels) => conditions.every((condition) => condition(labels))
}

interface Tokens {
  /** The next token; empty at the end. */
  readonly peek: () => string
  readonly take: () => string
}

function createTokens(text: string): Tokens {
  const all = text.match(/[(),]|[=!<>]+|[^\s(),=!<>]+/g) ?? []
  let index = 0
  return {
    peek: () => all[index] ?? '',
    take: () => {
      index += 1
      return all[index - 1] ?? ''
    },
  }
}

function parseRequirement(tokens: Tokens): LabelSelector {
  const first = tokens.take()
  if (first === '!') {
    const key = checked(tokens.take(), checkQualifiedName, 'key')
    return (labels) => !Object.hasOwn(labels, key)
  }
  if (/^[(),=!<>]/.test(first)) throw refusal(`found '${first}', expected: !, identifier, or 'end of string'`)
  const key = checked(first, checkQualifiedName, 'key')
  if (tokens.peek() === '' || tokens.peek() === ',') return (labels) => Object.hasOwn(labels, key)
  const operator = tokens.take()
  if (!operators.includes(operator)) throw refusal(`found '${operator}', expected: ${operators.join(', ')}`)
  if (operator === 'in' || operator === 'notin') {
    const values = parseValues(tokens)
    return operator === 'in'
      ? (labels) => Object.hasOwn(labels, key) && values.has(labels[key] ?? '')
      : (labels) => !Object.hasOwn(labels, key) || !values.has(labels[key] ?? '')
  }
  const isValue = !['', ','].includes(tokens.peek())
  const value = checked(isValue ? tokens.take() : '', checkLabelValue, `values[0][${key}]`)
  if (operator === 'gt') return (labels) => Number(labels[key]) > Number(value)
  if (operator === 'lt') return (labels) => Number(labels[key]) < Number(value)
  return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
}

function parseValues(tokens: Tokens): ReadonlySet<string> {
  const open = tokens.take()
  if (open !== '(') throw refusal(`found '${open}' expected: '('`)
  const values = new Set<string>()
  let isExpected = true
  for (let token = tokens.take(); token !== ')'; token = tokens.take()) {
    if (token === '') throw refusal("found '', expected: ',', or ')'")
    if (token !== ',') values.add(checked(token, checkLabelValue, `values[${values.size}]`))
    else if (isExpected) values.add('')
    isExpected = token === ','
  }
  if (isExpected) values.add('')
  return values
}

const refusal = (why: string) => badRequest(`unable to parse requirement: ${why}`)

function checked(name: string, check: (name: string) => string[], field: string): string {
  const [problem] = check(name)
  if (problem !== undefined) throw refusal(`${field}: Invalid value: "${name}": ${problem}`)
  return name
}
