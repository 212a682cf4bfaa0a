/** Paths of keys that a JSON text names twice in one object, as Kubernetes spells them: `spec.ports[0].name`. The text is valid JSON. */
export function findDuplicateKeys(text: string): string[] {
  const found: string[] = []
  const open: { readonly path: string; readonly keys: Set<string> | null; index: number; key: string }[] = []
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  let expectsKey = false
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const token = match[0]
    const top = open.at(-1)
    if (token === '{' || token === '[') {
      const path = top === undefined ? '' : childPath(top)
      open.push({ path, keys: token === '{' ? new Set() : null, index: 0, key: '' })
      expectsKey = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      expectsKey = false
    } else if (token === ',' && top !== undefined) {
      top.index += 1
      expectsKey = top.keys !== null
    } else if (token.startsWith('"') && expectsKey && top?.keys) {
      top.key = String(JSON.parse(token))
      if (top.keys.has(top.key)) found.push(childPath(top))
      top.keys.add(top.key)
      expectsKey = false
    }
  }
  return found
}

function childPath(parent: { path: string; keys: Set<string> | null; index: number; key: string }): string {
  if (parent.keys === null) return `${parent.path}[${parent.index}]`
  return parent.path === '' ? parent.key : `${parent.path}.${parent.key}`
}
