'use client'

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Consent } from '@/components/change/change-flow'
import { carryOutBody } from '@/components/change/change-flow'
import { applyChange } from '@/lib/client/apply-change'
import { ClientError } from '@/lib/client/client-error'
import { type ChangeRequest, carryOut, createPlan } from '@/lib/client/commands'
import { cacheKeys } from '@/lib/client/queries'
import type { MigrationStep } from '@/lib/contract/changes'
import {
  appliedOf,
  type ChangeSetAction,
  type ChangeSetState,
  canStart,
  changeSet,
  emptySet,
  nextItem,
} from './change-set'

const plansAtOnce = 4

/** The most groups of one set: all of them have to be read before it is started. */
export const maxSetSize = 20

export interface ChangeSet {
  state: ChangeSetState
  /** Plans changes together, as steps of a migration where one is given; nothing is written before the viewer says so. */
  plan(requests: readonly ChangeRequest[], migration?: MigrationStep | null): void
  /** Plans what was not made anew, as what it is; nothing is written before the viewer says so. */
  planAgain(): void
  accept(key: string, consent: Partial<Consent>): void
  leaveOut(key: string): void
  /** Makes the changes one after the other, and stops at the first that fails. */
  start(): void
  /** Takes back what was made, the last one first; at once where no plan asks for anything. */
  undo(): void
  open(): void
  close(): void
}

const queryKey = ['change-set'] as const

/** The set of changes of this tab. It lives in the cache, so it goes on, and is found again, when the reader looks at another page meanwhile. */
export function useChangeSet(): ChangeSet {
  const queryClient = useQueryClient()
  const { data: state } = useQuery({
    queryKey,
    queryFn: () => emptySet,
    initialData: emptySet,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  const dispatch = (action: ChangeSetAction) => void put(queryClient, action)
  return {
    state,
    plan: (requests, migration = null) =>
      void planSet(queryClient, requests, { isUndo: requests[0]?.kind === 'undo', migration }),
    planAgain: () => {
      const rest = state.items.filter(({ at }) => at.step !== 'applied')
      void planSet(
        queryClient,
        rest.map(({ request }) => request),
        { isUndo: state.isUndo, migration: state.migration },
      )
    },
    accept: (key, consent) => dispatch({ type: 'consent', key, consent }),
    leaveOut: (key) => dispatch({ type: 'leave-out', key }),
    start: () => void runSet(queryClient),
    undo: () => {
      const requests = appliedOf(state).map(
        ({ id, service }): ChangeRequest => ({ kind: 'undo', service, changeId: id }),
      )
      void planSet(queryClient, requests.reverse(), { isUndo: true, startsAtOnce: true, migration: state.migration })
    },
    open: () => dispatch({ type: 'open' }),
    close: () => dispatch({ type: 'close' }),
  }
}

function put(queryClient: QueryClient, action: ChangeSetAction): ChangeSetState {
  const next = changeSet(queryClient.getQueryData<ChangeSetState>(queryKey) ?? emptySet, action)
  queryClient.setQueryData<ChangeSetState>(queryKey, next)
  return next
}

interface Planning {
  isUndo: boolean
  migration: MigrationStep | null
  /** Where no plan asks for anything. */
  startsAtOnce?: boolean
}

async function planSet(
  queryClient: QueryClient,
  requests: readonly ChangeRequest[],
  { isUndo, migration, startsAtOnce = false }: Planning,
): Promise<void> {
  const id = crypto.randomUUID()
  const wanted = requests.map((request) => ({ request, changeId: crypto.randomUUID() }))
  const { items } = put(queryClient, { type: 'begin', id, isUndo, migration, wanted })
  const waiting = [...items]
  const planNext = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const { key, request } = item
      try {
        put(queryClient, { type: 'planned', id, key, plan: await createPlan(request) })
      } catch (error) {
        put(queryClient, { type: 'refused', id, key, message: messageOf(error) })
      }
    }
  }
  await Promise.all(Array.from({ length: plansAtOnce }, planNext))
  const planned = queryClient.getQueryData<ChangeSetState>(queryKey) ?? emptySet
  if (startsAtOnce && planned.id === id && canStart(planned)) await runSet(queryClient)
}

async function runSet(queryClient: QueryClient): Promise<void> {
  let state = put(queryClient, { type: 'start' })
  for (let item = nextItem(state); item !== null; item = nextItem(state)) {
    const { key, changeId, consent, at } = item
    if (at.step !== 'planned') return
    put(queryClient, { type: 'applying', key })
    try {
      const change = await carryOut(carryOutBody(at.plan, changeId, consent, state.migration))
      applyChange(queryClient, change)
      state = put(queryClient, { type: 'applied', key, change })
    } catch (error) {
      const prechecks = error instanceof ClientError ? (error.problem?.prechecks ?? null) : null
      state = put(queryClient, { type: 'failed', key, message: messageOf(error), prechecks })
    }
    void queryClient.invalidateQueries({ queryKey: cacheKeys.groups })
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof ClientError)) throw error
  return error.message
}
