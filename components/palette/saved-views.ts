export interface SavedView {
  name: string
  /** Path and query of a page of the console. */
  href: string
}

const storageKey = 'signpost:views'
const mostViews = 50
const longestName = 60
const longestHref = 4000

/** The views that this browser keeps, by name; what is damaged, or leads elsewhere than to the console, is left out. */
export function readSavedViews(storage: Pick<Storage, 'getItem'>): SavedView[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isView).slice(0, mostViews) : []
  } catch {
    return []
  }
}

/** Keeps a view under a name, in place of the one that had it; false where there is no room, or the browser keeps nothing. */
export function saveView(storage: Pick<Storage, 'getItem' | 'setItem'>, view: SavedView): boolean {
  const named = { ...view, name: view.name.trim().slice(0, longestName) }
  const others = readSavedViews(storage).filter(({ name }) => name !== named.name)
  if (!isView(named) || others.length >= mostViews) return false
  return write(storage, [...others, named])
}

export function forgetView(storage: Pick<Storage, 'getItem' | 'setItem'>, name: string): boolean {
  return write(
    storage,
    readSavedViews(storage).filter((view) => view.name !== name),
  )
}

function write(storage: Pick<Storage, 'setItem'>, views: readonly SavedView[]): boolean {
  try {
    storage.setItem(storageKey, JSON.stringify(views.toSorted((a, b) => a.name.localeCompare(b.name))))
    return true
  } catch {
    return false
  }
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('href' in value)) return false
  const { name, href } = value
  if (typeof name !== 'string' || name === '' || name.length > longestName) return false
  // A second slash or a backslash would lead to another host.
  return typeof href === 'string' && href.length <= longestHref && /^\/(?![/\\])/.test(href)
}
