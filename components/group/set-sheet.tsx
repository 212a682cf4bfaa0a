'use client'

import { Banner } from '@/components/ui/banner'
import { Sheet } from '@/components/ui/sheet'
import type { Group } from '@/lib/contract/groups'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { phaseOf } from './change-set'
import { SetFoot } from './set-foot'
import { SetItemView } from './set-item-view'
import { setTitle } from './set-words'
import type { ChangeSet } from './use-change-set'

/** Several switches as one set: each plan with what is to be settled, then how far it came. */
export function SetSheet({ set, groups }: { set: ChangeSet; groups: readonly Group[] }) {
  const { state } = set
  const membersOf = (key: string) =>
    groups.find(({ members: { active } }) => active !== null && serviceKey(active) === key)?.members ?? null
  return (
    <Sheet
      open={state.isOpen}
      onOpenChange={(open) => {
        if (!open) set.close()
      }}
      title={setTitle(state)}
      foot={phaseOf(state) === 'planning' ? undefined : <SetFoot set={set} />}
    >
      <Banner severity="info" title="One after the other, not all at once.">
        It stops at the first that fails; what was done before stays until you undo it. It runs in this tab: closing
        this sheet does not stop it, closing the tab does.
      </Banner>
      <ol>
        {state.items.map((item, index) => (
          <SetItemView key={item.key} item={item} place={index + 1} members={membersOf(item.key)} set={set} />
        ))}
      </ol>
    </Sheet>
  )
}
