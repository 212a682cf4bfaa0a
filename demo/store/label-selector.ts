import { badRequest } from '../api/api-failure.ts'
import { checkLabelValue, checkQualifiedName } from '../rules/check-name.ts'

type Labels = Readonly<Record<string, string>>
export type LabelSelector = (labels: Labels) => boolean

/** Reads the `labelSelector` of a request: `app=a,tier in (b,c),!old`. Throws 400 for one that cannot be read. */
export function parseLabelSelector(text: string): LabelSelector {
  const conditions = splitOutside(text)
    .filter((part, _index, all) => part.trim() !== '' || all.length > 1)
    .map((part) => parseCondition(part.trim()))
  return (labels) => conditions.every((condition) => condition(labels))
}

function splitOutside(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1
    else if (text[index] === ')') depth -= 1
    else if (text[index] === ',' && depth === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

function parseCondition(text: string): LabelSelector {
  const list = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text)
  if (list) {
    const [, key = '', operator, inside = ''] = list
    const values = new Set(inside.split(',').map((value) => checked(value.trim(), checkLabelValue, text)))
    checked(key, checkQualifiedName, text)
    return operator === 'in'
      ? (labels) => values.has(labels[key] ?? '') && Object.hasOwn(labels, key)
      : (labels) => !Object.hasOwn(labels, key) || !values.has(labels[key] ?? '')
  }
  const compared = /^([^\s!=]+)\s*(==|=|!=)\s*(\S*)$/.exec(text)
  if (compared) {
    const [, key = '', operator, value = ''] = compared
    checked(key, checkQualifiedName, text)
    checked(value, checkLabelValue, text)
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
  }
  const exists = /^(!?)\s*([^\s!=(),]+)$/.exec(text)
  if (!exists) throw badRequest(`unable to parse requirement: found '${text}', expected: identifier`)
  const [, not = '', key = ''] = exists
  checked(key, checkQualifiedName, text)
  return not === '!' ? (labels) => !Object.hasOwn(labels, key) : (labels) => Object.hasOwn(labels, key)
}

function checked(name: string, check: (name: string) => string[], part: string): string {
  const [problem] = check(name)
  if (problem !== undefined)
    throw badRequest(`unable to parse requirement: ${part}: Invalid value: "${name}": ${problem}`)
  return name
}
