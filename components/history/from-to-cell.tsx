import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { differingLabels } from '@/lib/domain/change/differing-labels'
import { placeOf } from '@/lib/domain/change/endpoint'

/** From where to where by the labels that differ, the whole names in the tooltip. */
export function FromToCell({ change: { from, to } }: { change: ChangeView }) {
  const [left, right] = [visibleText(placeOf(from)), visibleText(placeOf(to))]
  const isBoth = from.target !== null && to.target !== null
  const differing = isBoth ? differingLabels(left, right) : { from: left, to: right }
  return (
    <span dir="ltr" translate="no" title={`${left} → ${right}`} className="mono block min-w-0 truncate">
      {differing.from}
      <span role="img" aria-label=" to " className="mx-2 text-fg-3">
        →
      </span>
      {differing.to}
    </span>
  )
}
