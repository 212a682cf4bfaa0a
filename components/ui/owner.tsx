import { visibleText } from './visible-text'

interface OwnerProps {
  owner: { value: string; source: string } | null
  className?: string
}

/** Who answers for an alias and the evidence for it; nobody is a warning, in words. */
export function Owner({ owner, className }: OwnerProps) {
  if (owner === null) return <span className="text-warning">unowned</span>
  const value = visibleText(owner.value)
  return (
    <span className={className} title={`${value}, from ${owner.source}`}>
      <bdi>{value}</bdi>
      <span className="ml-[5px] text-11 text-fg-3 max-lg:hidden">{shortSource(owner.source)}</span>
    </span>
  )
}

/** `namespace a8r.io/owner` → `namespace`, `a8r.io/owner` → `a8r.io`, `app.kubernetes.io/part-of` → `part-of`. */
function shortSource(source: string): string {
  if (source.startsWith('namespace ')) return 'namespace'
  const [prefix, key] = source.split('/')
  return prefix === 'app.kubernetes.io' && key ? key : (prefix ?? source)
}
