'use client'

import { type FormEvent, useId, useState } from 'react'
import { LineInput } from '@/components/change/line-input'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Button } from '@/components/ui/button'
import { absoluteTime } from '@/components/ui/format-age'
import type { ReviewItem } from '@/lib/contract/reviews'
import type { ReviewDecision } from '@/lib/domain/review/review-decision'
import { DecideFailure } from './decide-failure'
import { DecidedMeanwhile } from './decided-meanwhile'
import { useDecide } from './use-decide'
import { WriteOwner } from './write-owner'

type Asking = Exclude<ReviewDecision, 'confirm'>

const askingWords: Readonly<Record<Asking, { verb: string; why: string }>> = {
  reassign: { verb: 'Reassign', why: 'why it is theirs' },
  'needs-change': { verb: 'Needs change', why: 'what has to change' },
  retire: { verb: 'Retire', why: 'why it can go' },
}

const asking = ['reassign', 'needs-change', 'retire'] as const

/**
 * Confirm with one press; the other answers ask for a reason, and Reassign for the new owner. What is decided is what was looked at: when somebody else was
 * faster, or the alias became another one meanwhile, that is told before anything is sent.
 */
export function DecideForm({ item, onDone }: { item: ReviewItem; onDone: () => void }) {
  const [seen, setSeen] = useState(item)
  const [asked, setAsked] = useState<Asking | null>(null)
  const decide = useDecide(() => onDone())
  const isDecided = seen.previous !== item.previous
  const isStale = isDecided || seen.hash !== item.hash || seen.uid !== item.uid
  const isDenied = item.maySign === false
  const isOff = isDenied || isStale || decide.isPending
  return (
    <>
      {isStale && !decide.isPending && (
        <DecidedMeanwhile
          item={item}
          isDecided={isDecided}
          onGoOn={() => {
            setSeen(item)
            decide.reset()
          }}
        />
      )}
      {asked !== null && !isDenied ? (
        <ReasonForm
          asked={asked}
          isOff={isOff}
          onCancel={() => setAsked(null)}
          onSubmit={(answer) => decide.mutate({ decision: asked, ...answer, items: [seen] })}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-1.5">
          <Button
            variant="ink"
            icon="check"
            unavailable={isOff}
            onClick={() => decide.mutate({ decision: 'confirm', items: [seen] })}
          >
            Confirm
          </Button>
          {asking.map((each) => (
            <Button key={each} unavailable={isOff} onClick={() => setAsked(each)}>
              {askingWords[each].verb}…
            </Button>
          ))}
          <WriteOwner item={item} />
          {isDenied && (
            <RoleToAskFor
              cluster={item.cluster}
              rights={[{ verb: 'create', resource: 'reviews.signpost', namespace: item.namespace }]}
              name="signpost-review"
            />
          )}
          <span className="text-12 text-fg-3 sm:ml-auto">
            {isDenied
              ? `You may not create reviews.signpost in namespace ${item.namespace}.`
              : `Confirmed, it holds until ${absoluteTime(item.holdsUntil).slice(0, 11).replace(',', '')}`}
          </span>
        </div>
      )}
      {!isStale && <DecideFailure error={decide.error} />}
    </>
  )
}

interface ReasonFormProps {
  asked: Asking
  isOff: boolean
  onCancel: () => void
  onSubmit: (answer: { reason: string; newOwner?: string }) => void
}

function ReasonForm({ asked, isOff, onCancel, onSubmit }: ReasonFormProps) {
  const id = useId()
  const [reason, setReason] = useState('')
  const [newOwner, setNewOwner] = useState('')
  const [isTried, setTried] = useState(false)
  const { verb, why } = askingWords[asked]
  const isReassigned = asked === 'reassign'
  const faults = [
    ...(isReassigned && newOwner.trim() === '' ? ['name the new owner'] : []),
    ...(reason.trim() === '' ? [`say ${why}`] : []),
  ]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.length === 0 && !isOff) onSubmit({ reason, ...(isReassigned ? { newOwner } : {}) })
  }
  return (
    <form aria-label={verb} onSubmit={submit} className="flex flex-wrap items-end gap-2">
      {isReassigned && (
        <label htmlFor={`${id}-owner`} className="grid w-52 gap-0.5 text-11 text-fg-3 max-sm:w-full">
          New owner
          <LineInput id={`${id}-owner`} value={newOwner} onText={setNewOwner} autoFocus />
        </label>
      )}
      <label htmlFor={`${id}-reason`} className="grid min-w-52 flex-1 gap-0.5 text-11 text-fg-3 sm:max-w-[420px]">
        Reason: {why}
        <LineInput id={`${id}-reason`} value={reason} onText={setReason} autoFocus={!isReassigned} />
      </label>
      <Button type="submit" variant="ink" unavailable={isOff}>
        {verb}
      </Button>
      <Button onClick={onCancel}>Back</Button>
      <p role="alert" className="basis-full text-12 text-critical empty:hidden">
        {isTried && faults.length > 0 ? `Please ${faults.join(' and ')}.` : ''}
      </p>
    </form>
  )
}
