import { visibleText } from './visible-text'

/** Who answers for an alias, cut at the end, and where there is room the evidence for it; nobody is a warning, in words. */
export function Owner({ owner }: { owner: { value: string; source: string } | null }) {
  if (owner === null) return <span className="text-warning">unowned</span>
  const value = visibleText(owner.value)
  return (
    <span
      title={`${value}, from ${owner.source}`}
      className="flex h-[1lh] min-w-0 flex-wrap items-baseline gap-x-[5px] overflow-hidden"
    >
      <bdi className="max-w-full truncate">{value}</bdi>
      {/* It wraps below the one line that is shown rather than take room from the owner. */}
      <span className="text-11 text-fg-3 max-lg:hidden">{shortSource(owner.source)}</span>
    </span>
  )
}

/** `namespace a8r.io/owner` → `namespace`, `a8r.io/owner` → `a8r.io`, `app.kubernetes.io/part-of` → `part-of`. */
function shortSource(source: string): string {
  if (source.startsWith('namespace ')) return 'namespace'
  const [prefix, key] = source.split('/')
  return prefix === 'app.kubernetes.io' && key ? key : (prefix ?? source)
}
