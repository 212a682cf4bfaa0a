const widest = 110

/** A JSON value for people: what fits stands on one line of at most 110 characters, the rest is indented by two spaces. */
export function foldedJson(value: unknown, indent = ''): string {
  const flat = oneLine(value)
  if (indent.length + flat.length <= widest || typeof value !== 'object' || value === null) return flat
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => `${deeper}${foldedJson(each, deeper)}`).join(',\n')}\n${indent}]`
  }
  const members = Object.entries(value).map(
    ([name, each]) => `${deeper}${JSON.stringify(name)}: ${foldedJson(each, deeper)}`,
  )
  return `{\n${members.join(',\n')}\n${indent}}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${oneLine(each)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
