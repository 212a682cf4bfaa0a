'use client'

import { useQueryStates } from 'nuqs'
import { changeLinkParams, noLink } from '@/components/change/change-link'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeRequest } from '@/lib/client/commands'
import type { MatrixRowView } from '@/lib/contract/environments'
import { promotionsOf, type RowPromotion } from './promotions'

/** What promotion to each next environment would write; the button plans it in the sheet, which checks it and may make it a patch for Git. */
export function PromotionLines({ row }: { row: MatrixRowView }) {
  const [, setLink] = useQueryStates(changeLinkParams)
  const promotions = promotionsOf(row)
  if (promotions.length === 0) return null
  const plan = ({ service, target }: RowPromotion) => {
    const request: ChangeRequest = { kind: 'retarget', service, target }
    void setLink({ ...noLink, plan: JSON.stringify(request) })
  }
  return (
    <ul aria-label="Promotions" className="mt-3 grid gap-3">
      {promotions.map((promotion) => (
        <li key={promotion.environment}>
          <h4 className="mb-1 text-11 text-fg-3">
            What promotion to {visibleText(promotion.environment)} would write, from {visibleText(promotion.from)} with
            its word replaced
          </h4>
          <div className="mono mb-2 rounded-6 border border-line-2 py-1">
            <p className="bg-diff-del-bg px-2.5 break-all text-diff-del">
              <span aria-hidden="true">− </span>
              <span className="sr-only">now </span>externalName: {visibleText(promotion.current)}
            </p>
            <p className="bg-diff-add-bg px-2.5 break-all text-diff-add">
              <span aria-hidden="true">+ </span>
              <span className="sr-only">then </span>externalName: {visibleText(promotion.target)}
            </p>
          </div>
          <Button icon="arrow" onClick={() => plan(promotion)}>
            Promote to {visibleText(promotion.environment)}…
          </Button>
        </li>
      ))}
    </ul>
  )
}
