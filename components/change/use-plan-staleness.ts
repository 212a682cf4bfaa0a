import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ClientError } from '@/lib/client/client-error'
import { createPlan } from '@/lib/client/commands'
import { groupsQuery, serviceQuery } from '@/lib/client/queries'
import type { Plan } from '@/lib/contract/changes'
import type { ServiceDetail } from '@/lib/contract/services'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { ChangeStep } from './change-flow'
import { targetsOf } from './plan-targets'
import { versionsOf } from './plan-versions'

/**
 * Why the plan of an open sheet does not hold any more, null while it does. What can be seen in the row is said at once; when something else of what
 * was read was written (an annotation, say), it is planned again behind the sheet and only the hashes are compared.
 */
export function usePlanStaleness(shown: { at: ChangeStep; isOpen: boolean }): string | null {
  const [found, setFound] = useState<{ plan: Plan; why: string } | null>(null)
  const why = useStalenessNow(shown)
  const plan = shown.at.step === 'planned' ? shown.at.plan : null
  // Once void, a plan stays so: a button that says Plan again must not become one that applies.
  if (why !== null && plan !== null && found?.plan !== plan) setFound({ plan, why })
  return why ?? (found !== null && found.plan === plan ? found.why : null)
}

function useStalenessNow({ at, isOpen }: { at: ChangeStep; isOpen: boolean }): string | null {
  // What was not seen when it was planned is not seen to change either: the server tells.
  const planned = at.step === 'planned' && isOpen && at.versions !== null ? at : null
  const service = planned?.request.service ?? { cluster: '', namespace: '', name: '' }
  const { data: detail, error } = useQuery({ ...serviceQuery(service), enabled: planned !== null })
  const { data: groups } = useQuery({ ...groupsQuery(), enabled: planned?.request.kind === 'switch' })
  const versions = planned && detail ? versionsOf(detail.row, planned.request, groups) : null
  const seen = planned && saysOtherwise(planned, detail, error)
  const isTouched = planned !== null && versions !== planned.versions
  const check = useQuery({
    queryKey: ['plan-check', planned?.plan.hash ?? '', versions],
    queryFn: async ({ signal }) => (planned === null ? null : hashNow(planned.request, signal)),
    enabled: isTouched && versions !== null && seen === null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (planned === null || seen !== null) return seen
  if (!isTouched || check.data === undefined || check.data === planned.plan.hash) return null
  return 'Something that the plan rests on was written since.'
}

async function hashNow(request: Parameters<typeof createPlan>[0], signal: AbortSignal): Promise<string> {
  try {
    return (await createPlan(request, signal)).hash
  } catch (error) {
    // No plan can be made of it any more: that, too, is another state than the one that was planned on.
    if (error instanceof ClientError && [404, 409, 422].includes(error.status)) return ''
    throw error
  }
}

function saysOtherwise(
  { plan, request }: Extract<ChangeStep, { step: 'planned' }>,
  detail: ServiceDetail | undefined,
  error: Error | null,
): string | null {
  // What is to be made is not there, and one that was deleted may still be seen for a moment: the server tells.
  if (plan.from.type === 'absent') return null
  if (error instanceof ClientError && error.status === 404) return `${request.service.name} is gone.`
  const { from } = targetsOf(plan)
  if (!detail || from === null || detail.row.target === normaliseHost(from)) return null
  return `It leads to ${detail.row.target ?? 'no external name'} now.`
}
