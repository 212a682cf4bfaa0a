'use client'

import { lazy, Suspense } from 'react'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { Button } from '@/components/ui/button'
import type { ReviewItem } from '@/lib/contract/reviews'

const ChangeSheet = lazy(() =>
  import('@/components/change/change-sheet').then((module) => ({ default: module.ChangeSheet })),
)

/** Where it was said to be somebody else's and the Service does not say so yet: the change of its annotation, looked at in the sheet. */
export function WriteOwner({ item: { cluster, namespace, name, last, owner } }: { item: ReviewItem }) {
  const flow = useChangeFlow()
  const newOwner = last?.decision === 'reassign' ? last.newOwner : null
  if (newOwner === null || owner?.value === newOwner) return null
  const service = { cluster, namespace, name }
  return (
    <>
      <Button onClick={() => flow.review({ kind: 'annotate', service, annotations: { 'a8r.io/owner': newOwner } })}>
        Write the new owner…
      </Button>
      <Suspense fallback={null}>{flow.state.at.step !== 'idle' && <ChangeSheet flow={flow} members={null} />}</Suspense>
    </>
  )
}
