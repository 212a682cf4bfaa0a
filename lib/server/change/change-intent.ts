import type { CarryOut, ChangeView } from '@/lib/contract/changes'
import { AppError } from '@/lib/domain/app-error'
import { canonicalJson } from '@/lib/domain/change/canonical-json'
import { type ChangeEntry, requestMembers } from '@/lib/domain/change/change-entry'
import { isApplying } from '@/lib/domain/change/change-life'
import type { ChangeRecord } from '@/lib/domain/change/change-record'
import { recordEntry } from '@/lib/domain/change/record-entry'
import { type LiveTrace, settleRecord } from '@/lib/domain/change/settle-record'
import type { ChangeContext } from './change-context'
import { changeView } from './change-view'
import { pause } from './pause'

/** A change that was carried out under this id before. */
export interface KnownChange {
  kind: 'known'
  change: ChangeView
}

const rivalWaitMs = 2_000
const rivalPollMs = 100

/** The change recorded under this id, null when there is none; another request under it is AppError `conflict`, reason `change-id-reused`. */
export function findKnown(
  { ref, request }: ChangeContext,
  record: ChangeRecord,
  { changeId }: Pick<CarryOut, 'changeId'>,
): KnownChange | null {
  const entry = record.entries.find(({ id }) => id === changeId)
  if (!entry) return null
  if (canonicalJson(entry.request) !== canonicalJson(requestMembers(request))) {
    throw new AppError('conflict', 'This change id was used for another request.', {
      reason: 'change-id-reused',
      causes: [{ field: 'changeId', message: 'was used for another request' }],
    })
  }
  return { kind: 'known', change: changeView(entry, ref) }
}

/** Writes the intent unless somebody else's stands there (`busy`) or this change id is recorded by now. */
export function writeIntent(
  context: ChangeContext,
  body: CarryOut,
  entry: ChangeEntry,
  trace: LiveTrace,
): Promise<'written' | 'busy' | KnownChange> {
  const { store, cluster, ref, clock } = context
  return store.update<'written' | 'busy' | KnownChange>(cluster, ref, (stored) => {
    const record = settleRecord(stored, trace, clock.now())
    const known = findKnown(context, record, body)
    if (known) return { record: null, result: known }
    if (record.entries.some(isApplying)) return { record: null, result: 'busy' }
    return { record: recordEntry(record, entry), result: 'written' }
  })
}

/** Waits until no intent stands in the record, 2 s at most: answering earlier could not say what is there now. */
export async function waitForRival({ store, cluster, ref, clock }: ChangeContext): Promise<void> {
  const deadline = clock.now() + rivalWaitMs
  while (clock.now() < deadline) {
    await pause(clock, rivalPollMs)
    const { entries } = await store.read(cluster, ref)
    if (!entries.some(isApplying)) return
  }
}
