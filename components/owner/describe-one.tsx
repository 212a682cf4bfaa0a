'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { serviceQuery } from '@/lib/client/queries'
import type { ServiceDetail } from '@/lib/contract/services'
import { describeRequest, descriptionOf } from './description'

const ChangeSheet = lazy(() =>
  import('@/components/change/change-sheet').then((module) => ({ default: module.ChangeSheet })),
)
const DescriptionForm = lazy(() => import('./description-form').then((module) => ({ default: module.DescriptionForm })))

/** Says whose one Service is, and what for: a change of labels and annotations, looked at in the sheet like any other. */
export function DescribeOne({ detail }: { detail: ServiceDetail }) {
  const { cluster, namespace, name } = detail.row
  const service = { cluster, namespace, name }
  const [isAsking, setAsking] = useState(false)
  const { data = detail } = useQuery({ ...serviceQuery(service), enabled: false })
  const flow = useChangeFlow()
  if (data.permissions.some(({ verb, allowed }) => verb === 'patch' && allowed === false)) return null
  const before = descriptionOf(data)
  return (
    <>
      <Button variant="quiet" className="text-12" onClick={() => setAsking(true)}>
        {data.row.owner === null ? 'Name an owner…' : 'Edit…'}
        {data.row.owner !== null && <span className="sr-only"> owner, application and environment</span>}
      </Button>
      <Suspense fallback={null}>
        {isAsking && (
          <Dialog open onOpenChange={() => setAsking(false)} title={`Whose ${name} is, and what for`}>
            <DescriptionForm
              before={before}
              onPlan={(said) => {
                setAsking(false)
                flow.review(describeRequest(service, said, before))
              }}
            />
          </Dialog>
        )}
        {flow.state.at.step !== 'idle' && <ChangeSheet flow={flow} members={null} />}
      </Suspense>
    </>
  )
}
