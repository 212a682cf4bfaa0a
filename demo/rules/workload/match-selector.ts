import { isObject, type Json, listAt, objectAt, textAt, textsOf } from '../../json/json.ts'

/** Whether labels fit a LabelSelector; an empty one fits all, none at all fits nothing. */
export function matchesSelector(selector: Json | undefined, labels: Json | undefined): boolean {
  if (!isObject(selector)) return false
  const own = textsOf(labels)
  const fits = Object.entries(textsOf(objectAt(selector, 'matchLabels'))).every(([key, value]) => own[key] === value)
  return fits && listAt(selector, 'matchExpressions').every((expression) => matchesExpression(expression, own))
}

/** Whether labels hold all of a plain selector, as Services have it; an empty one fits nothing. */
export function matchesLabels(selector: Json | undefined, labels: Json | undefined): boolean {
  const wanted = Object.entries(textsOf(selector))
  const own = textsOf(labels)
  return wanted.length > 0 && wanted.every(([key, value]) => own[key] === value)
}

function matchesExpression(expression: Json, labels: Record<string, string>): boolean {
  const value = labels[textAt(expression, 'key')]
  const values = listAt(expression, 'values')
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    default:
      return value === undefined
  }
}
