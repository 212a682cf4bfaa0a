'use client'

import { useQueryStates } from 'nuqs'
import { changeLinkParams, changeParam } from '@/components/change/change-link'
import { changeStateWords } from '@/components/change/change-state-words'
import { Button } from '@/components/ui/button'
import type { ChangeView } from '@/lib/contract/changes'

/** Opens the sheet of a change: to watch it, to decide on it, or to see how it went. Nothing for what was changed outside Signpost. */
export function OpenSheetButton({ change }: { change: ChangeView }) {
  const [, setLink] = useQueryStates(changeLinkParams)
  if (change.kind === 'outside') return null
  const open = () => void setLink({ change: changeParam(change.service, change.id), plan: null })
  return <Button onClick={open}>{openWords(change.state)}</Button>
}

function openWords(state: ChangeView['state']): string {
  if (state === 'inconclusive' || state === 'failed') return 'Keep or undo…'
  return changeStateWords(state).isRunning ? 'Watch…' : 'Open its sheet…'
}
