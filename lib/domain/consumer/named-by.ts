/** What names an alias: the surest of them, five at most, and how many they are. */
export interface NamedBy {
  items: readonly { kind: string; namespace: string; name: string }[]
  total: number
}
