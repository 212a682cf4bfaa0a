import { AppError } from '@/lib/domain/app-error'
import { type Endpoint, placeOf } from '@/lib/domain/change/endpoint'
import { shown } from './change-view'

export interface Staleness {
  seen: Endpoint | null
  now: Endpoint | null
  wanted: Endpoint | null
  /** A sentence that says more than the three do. */
  detail?: string
}

/** 409: the plan rests on a state that is no longer there. Says what was seen, what is there now, and what was wanted. */
export function stalePlan({ seen, now, wanted, detail }: Staleness): AppError {
  const message =
    detail ?? `The Service changed since this plan was made; now it points at ${now ? placeOf(now) : 'nothing'}.`
  return new AppError('conflict', message, {
    reason: 'plan-stale',
    extra: { seen: seen && shown(seen), now: now && shown(now), wanted: wanted && shown(wanted) },
  })
}
