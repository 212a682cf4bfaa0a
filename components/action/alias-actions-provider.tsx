'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, lazy, type ReactNode, type RefObject, Suspense, use, useRef, useState } from 'react'
import { dependencyHref } from '@/components/dependency/dependency-href'
import { newMigrationHref } from '@/components/migration/migration-href'
import { useNotice } from '@/components/session/notices'
import { visibleText } from '@/components/ui/visible-text'
import { askResolution } from '@/lib/client/commands'
import { resolutionQuery, summaryQuery } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import { worseAnswer } from '@/lib/domain/resolution/worse-answer'
import { type AliasActionId, aliasHref, editHref, kubectlLine } from './alias-actions'

const ChangeStarter = lazy(() => import('./change-starter').then((module) => ({ default: module.ChangeStarter })))

export interface AliasActions {
  run(id: AliasActionId, row: Row): void
  /** The alias that the reader is at, for whoever offers to do something with it. */
  current: RefObject<Row | null>
}

const Actions = createContext<AliasActions>({ run: () => undefined, current: { current: null } })

export function useAliasActions(): AliasActions {
  return use(Actions)
}

/** Does what menus and the palette offer for an alias, on whichever screen. */
export function AliasActionsProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const queryClient = useQueryClient()
  const say = useNotice()
  const current = useRef<Row | null>(null)
  const [started, setStarted] = useState<{ row: Row; kind: 'switch' | 'retarget' | 'delete'; turn: number } | null>(
    null,
  )

  const copy = (text: string) => {
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    done.then(
      () => say(`Copied ${visibleText(text)}`),
      () => say(`Could not copy. It is: ${visibleText(text)}`, 'warning'),
    )
  }
  const ask = async (row: Row) => {
    say(`Asking for ${visibleText(row.target ?? row.name)}…`, 'unknown')
    try {
      const resolution = await askResolution(row)
      queryClient.setQueryData(resolutionQuery(row).queryKey, resolution)
      const verdict = worseAnswer([...resolution.vantages])?.verdict
      if (verdict) say(`${visibleText(row.name)}: ${verdict.summary}`, verdict.severity)
    } catch (error) {
      say(`${visibleText(row.name)} could not be asked. ${error instanceof Error ? error.message : ''}`, 'warning')
    }
  }
  const contextOf = (cluster: string) =>
    queryClient.getQueryData(summaryQuery().queryKey)?.clusters.find(({ name }) => name === cluster)?.label ?? cluster

  const run = (id: AliasActionId, row: Row) => {
    switch (id) {
      case 'open':
        return router.push(aliasHref(row))
      case 'resolution':
      case 'troubleshoot':
      case 'changes':
        return router.push(aliasHref(row, id))
      case 'dependency':
        return router.push(dependencyHref(row.target ?? ''))
      case 'ask':
        return void ask(row)
      case 'edit':
        return router.push(editHref(row))
      case 'migrate':
        return router.push(newMigrationHref(row))
      case 'switch':
      case 'retarget':
      case 'delete':
        return setStarted((before) => ({ row, kind: id, turn: (before?.turn ?? 0) + 1 }))
      case 'copy-service':
        return copy(row.serviceName)
      case 'copy-target':
        return copy(row.target ?? '')
      case 'copy-kubectl':
        return copy(kubectlLine(row, contextOf(row.cluster)))
    }
  }
  return (
    <Actions value={{ run, current }}>
      {children}
      {started && (
        <Suspense fallback={null}>
          <ChangeStarter key={started.turn} row={started.row} kind={started.kind} />
        </Suspense>
      )}
    </Actions>
  )
}
