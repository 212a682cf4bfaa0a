const words: Readonly<Record<string, string>> = {
  'to-cluster-ip': 'move into the cluster',
  'to-headless': 'point at addresses',
  'to-external-name': 'move out of the cluster',
}

/** What the kind of a change is called; most are words already. */
export function kindWords(kind: string): string {
  return words[kind] ?? kind
}
