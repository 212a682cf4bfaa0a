const words: Readonly<Record<string, string>> = { 'to-headless': 'point at addresses' }

/** What the kind of a change is called; most are words already. */
export function kindWords(kind: string): string {
  return words[kind] ?? kind
}
