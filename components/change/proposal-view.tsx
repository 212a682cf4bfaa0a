'use client'

import { type ReactNode, useId, useState } from 'react'
import { Section } from '@/components/service/section'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import { ClientError } from '@/lib/client/client-error'
import { decideChange } from '@/lib/client/commands'
import type { ChangeView, Plan } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { ChangeProgress } from './change-progress'
import { FromTo } from './from-to'
import { targetWords } from './lane-of'
import { LineInput } from './line-input'
import { ProposedFiles } from './proposed-files'
import { SheetColumns } from './sheet-columns'
import { useLiveChange } from './use-live-change'

interface ProposalViewProps {
  change: ChangeView
  /** The plan that was proposed here; null for a proposal that was opened by its link. */
  plan: Plan | null
  members: Group['members'] | null
  /** The change as it goes on once it arrived, and any other one. */
  children: ReactNode
}

/** A proposal while the repository is waited for: the change to merge, what follows, and the way to withdraw it. */
export function ProposalView({ change: proposed, plan, members, children }: ProposalViewProps) {
  const change = useLiveChange(proposed)
  if (change.state !== 'patch-proposed') return children
  return (
    <>
      <FromTo from={change.from.target} to={change.to.target} members={members} isDone={false} />
      <Banner severity="info" title="Waiting for the repository.">
        Nothing was written live. It goes on by itself if you close this sheet.
      </Banner>
      <SheetColumns>
        <div className="min-w-0">
          <ProposedFiles change={change} plan={plan} />
        </div>
        <div className="min-w-0">
          <Section title="So far" note="kept in the record">
            <ChangeProgress change={change} to={targetWords(change.to.target, members)} />
          </Section>
          <Withdraw change={change} />
        </div>
      </SheetColumns>
    </>
  )
}

function Withdraw({ change }: { change: ChangeView }) {
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const hint = useId()
  const isReasoned = reason.trim().length >= 10
  const withdraw = async () => {
    try {
      await decideChange({ change, decision: { decision: 'withdraw', reason: reason.trim() } })
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      setRefusal(error.message)
    }
  }
  return (
    <Section title="Withdraw it" note="then it is waited for no longer">
      <div className="grid gap-1 text-12">
        <label id={hint} htmlFor={`${hint}-field`} className="text-fg-2">
          Because (at least 10 characters, kept in the record)
        </label>
        <LineInput id={`${hint}-field`} value={reason} onText={setReason} />
      </div>
      <div className="mt-2 flex items-center gap-3">
        <Button unavailable={!isReasoned} aria-describedby={hint} onClick={() => void withdraw()}>
          Withdraw
        </Button>
        {refusal !== null && (
          <span role="alert" className="text-12 text-critical">
            {visibleText(refusal)}
          </span>
        )}
      </div>
    </Section>
  )
}
