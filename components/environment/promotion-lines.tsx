'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { changeLinkParams, noLink, planParam } from '@/components/change/change-link'
import { useNotice } from '@/components/session/notices'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeRequest } from '@/lib/client/commands'
import { manifestQuery } from '@/lib/client/queries'
import type { MatrixRowView } from '@/lib/contract/environments'
import { promotedManifest, promotedName } from '@/lib/domain/environment/promoted-manifest'
import { promotionsOf, type RowPromotion } from './promotions'

/**
 * What promotion to each next environment would write: another target, or the alias that is not there yet. The button plans it in the sheet, which
 * checks it and may make it a patch for Git.
 */
export function PromotionLines({ row }: { row: MatrixRowView }) {
  const promotions = promotionsOf(row)
  if (promotions.length === 0) return null
  return (
    <ul aria-label="Promotions" className="mt-3 grid gap-3">
      {promotions.map((promotion) => (
        <PromotionLine key={promotion.environment} promotion={promotion} />
      ))}
    </ul>
  )
}

function PromotionLine({ promotion }: { promotion: RowPromotion }) {
  const { environment, from, current, target, home } = promotion
  const [, setLink] = useQueryStates(changeLinkParams)
  const queryClient = useQueryClient()
  const say = useNotice()
  const plan = async () => {
    try {
      const request = await requestOf(promotion, (ref) => queryClient.fetchQuery(manifestQuery(ref)))
      const param = await planParam(JSON.stringify(request))
      if (param === null) say('The promotion is too long for a link.', 'warning')
      else void setLink({ ...noLink, plan: param })
    } catch (error) {
      say(`${promotion.service.name} could not be read. ${error instanceof Error ? error.message : ''}`, 'warning')
    }
  }
  return (
    <li>
      <h4 className="mb-1 text-11 text-fg-3">
        What promotion to {visibleText(environment)} would {current === null ? 'make' : 'write'}, from{' '}
        {visibleText(from)} with its word replaced
      </h4>
      <div className="mono mb-2 rounded-6 border border-line-2 py-1">
        {current !== null && (
          <p className="bg-diff-del-bg px-2.5 break-all text-diff-del">
            <span aria-hidden="true">− </span>
            <span className="sr-only">now </span>externalName: {visibleText(current)}
          </p>
        )}
        {home !== null && (
          <p className="bg-diff-add-bg px-2.5 break-all text-diff-add">
            <span aria-hidden="true">+ </span>
            <span className="sr-only">new </span>Service {visibleText(home.namespace)}/
            {visibleText(promotedName(promotion.service.name, environment))}
          </p>
        )}
        <p className="bg-diff-add-bg px-2.5 break-all text-diff-add">
          <span aria-hidden="true">+ </span>
          <span className="sr-only">then </span>externalName: {visibleText(target)}
        </p>
      </div>
      <Button icon="arrow" onClick={() => void plan()}>
        Promote to {visibleText(environment)}…
      </Button>
    </li>
  )
}

async function requestOf(
  { service, home, environment, target }: RowPromotion,
  manifestOf: (ref: RowPromotion['service']) => Promise<string>,
): Promise<ChangeRequest> {
  if (home === null) return { kind: 'retarget', service, target }
  const { readManifests } = await import('@/lib/domain/manifest/read-manifests')
  const [read] = readManifests(await manifestOf(service))
  if (!read?.service) throw new Error('Its manifest is not one that can be read.')
  const manifest = promotedManifest({ source: read.service, namespace: home.namespace, environment, target })
  return { kind: 'create', service: { ...home, name: promotedName(service.name, environment) }, manifest }
}
