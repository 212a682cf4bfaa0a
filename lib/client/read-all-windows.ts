export interface Window<Item> {
  items: readonly Item[]
  total: number
}

const windowItems = 500
const maximumItems = 50_000

/** Everything of a list, window by window, each item once although they may move meanwhile; `beyond` is the total where that is over 50,000. */
export async function readAllWindows<Item>(
  read: (offset: number, limit: number) => Promise<Window<Item>>,
  keyOf: (item: Item) => string,
): Promise<{ items: Item[]; beyond: number | null }> {
  const items = new Map<string, Item>()
  let total = 0
  for (let offset = 0; offset < maximumItems; offset += windowItems) {
    const page = await read(offset, windowItems)
    total = page.total
    for (const item of page.items) items.set(keyOf(item), item)
    if (offset + windowItems >= total) break
  }
  return { items: [...items.values()], beyond: total > maximumItems ? total : null }
}
