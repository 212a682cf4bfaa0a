import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useLiveChange } from '@/components/change/use-live-change'
import { applyChange } from '@/lib/client/apply-change'
import { cacheKeys, changeQuery } from '@/lib/client/queries'
import type { ChangeView } from '@/lib/contract/changes'
import { startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'
import { makeChange, service } from './changes'

function State({ change }: { change: ChangeView }) {
  return <p>{useLiveChange(change).state}</p>
}

it('is never taken back by a read that began before the last event', async () => {
  const change = makeChange()
  const at = new Date().toISOString()
  const later = makeChange({ state: 'completed', steps: [...change.steps, { state: 'completed', at, note: null }] })
  let answer: (() => void) | undefined
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const calls = await startConsoleServer({
    [`GET /changes/prod/catalog/search/${change.id}`]: async () => {
      await held
      return { body: change }
    },
  })
  const { queryClient } = renderScreen(<State change={change} />)
  const read = queryClient.invalidateQueries({ queryKey: cacheKeys.service(service) })
  await waitFor(() => expect(calls).toHaveLength(1))
  applyChange(queryClient, later)
  await screen.findByText('completed')
  answer?.()
  await read
  expect(queryClient.getQueryData(changeQuery(service, change.id).queryKey)).toEqual(later)
  expect(screen.getByText('completed')).toBeTruthy()
})
