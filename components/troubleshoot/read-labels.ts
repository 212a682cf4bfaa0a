/** Labels as `kubectl -l` takes them, `app=web,tier=front`; null for none, or for what is not of that form. */
export function readLabels(text: string): Record<string, string> | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return null
  const labels: [string, string][] = []
  for (const part of parts) {
    const at = part.indexOf('=')
    if (at <= 0) return null
    labels.push([part.slice(0, at).trim(), part.slice(at + 1).trim()])
  }
  return Object.fromEntries(labels)
}
