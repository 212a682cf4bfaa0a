'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useChangeFlow } from '@/components/change/use-change-flow'
import { useNotice } from '@/components/session/notices'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Button } from '@/components/ui/button'
import { deniedRights } from '@/lib/client/denied-rights'
import { serviceQuery } from '@/lib/client/queries'
import { suppressAnnotation, withoutSuppression, withSuppression } from '@/lib/domain/finding/suppression'
import type { ServiceRef } from '@/lib/domain/service/service-ref'

const ChangeSheet = lazy(() =>
  import('@/components/change/change-sheet').then((module) => ({ default: module.ChangeSheet })),
)
const SuppressForm = lazy(() => import('./suppress-form').then((module) => ({ default: module.SuppressForm })))

interface SuppressButtonProps {
  service: ServiceRef
  code: string
  isSuppressed: boolean
  /** One of many in a list that says elsewhere what the viewer may not do: quiet, and not there for who may not. */
  isOneOfMany?: boolean
}

/** Accepts a finding until a day, with a reason, or ends that: a change of an annotation, looked at in the sheet like any other. */
export function SuppressButton({ service: { cluster, namespace, name }, code, ...rest }: SuppressButtonProps) {
  const { isSuppressed, isOneOfMany = false } = rest
  const service = { cluster, namespace, name }
  const [isAsking, setAsking] = useState(false)
  const { data } = useQuery({ ...serviceQuery(service), enabled: false })
  const queryClient = useQueryClient()
  const say = useNotice()
  const flow = useChangeFlow()
  if (code === 'SUPPRESS_UNREADABLE') return null
  const lacks = deniedRights(data?.permissions ?? [], 'patch')
  const isDenied = lacks.length > 0
  if (isDenied && isOneOfMany) return null
  const look = isOneOfMany ? ({ variant: 'quiet', className: 'text-12' } as const) : {}
  const annotate = async (edit: (text: string | undefined) => string | null) => {
    try {
      const { annotations } = await queryClient.fetchQuery({ ...serviceQuery(service), staleTime: 0 })
      const text = edit(annotations[suppressAnnotation])
      flow.review({ kind: 'annotate', service, annotations: { [suppressAnnotation]: text } })
    } catch (error) {
      say(`${name} could not be read. ${error instanceof Error ? error.message : ''}`, 'warning')
    }
  }
  return (
    <>
      {isSuppressed && (
        <Button
          {...look}
          unavailable={isDenied}
          onClick={() => void annotate((text) => withoutSuppression(text, code))}
        >
          Take it up again…
          {isOneOfMany && <span className="sr-only"> {code}</span>}
        </Button>
      )}
      <Button {...look} unavailable={isDenied} onClick={() => setAsking(true)}>
        {isSuppressed ? 'Accept for longer…' : 'Accept for a time…'}
        {isOneOfMany && <span className="sr-only"> {code}</span>}
      </Button>
      {isDenied && <span className="text-12 text-fg-3">You may not patch services in {namespace}.</span>}
      <RoleToAskFor cluster={cluster} rights={lacks} />
      <Suspense fallback={null}>
        {isAsking && (
          <SuppressForm
            name={name}
            code={code}
            onClose={() => setAsking(false)}
            onSubmit={(until, reason) => {
              setAsking(false)
              void annotate((text) => withSuppression(text, { code, until, reason }))
            }}
          />
        )}
        {flow.state.at.step !== 'idle' && <ChangeSheet flow={flow} members={null} />}
      </Suspense>
    </>
  )
}
