/** The members of a list, each as `read` takes it; null for what is no list, and as soon as one member is not that. */
export function readAll<Item>(value: unknown, read: (item: unknown) => Item | null): Item[] | null {
  if (!Array.isArray(value)) return null
  const items: Item[] = []
  for (const member of value) {
    const item = read(member)
    if (item === null) return null
    items.push(item)
  }
  return items
}
