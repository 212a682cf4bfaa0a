import type { Alias } from '@/lib/domain/alias/alias'
import type { ConsumerEvidence, ConsumerGap } from '@/lib/domain/change/consumer-evidence'
import { consumerStanding, surestFirst } from '@/lib/domain/consumer/consumer-standing'
import { mentionedHost } from '@/lib/domain/consumer/mentioned-host'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import type { ConsumerIndex } from './consumer-index'
import type { ConsumerObject } from './found-consumers'
import { type VisibleConsumers, visibleConsumers } from './visible-consumers'

/** What a change of an alias is held against: who names it, and who names the host that it leads to now, as far as the viewer may list them. */
export async function consumerEvidence(
  may: (question: AccessQuestion) => Promise<boolean | null>,
  consumers: Pick<ConsumerIndex, 'of' | 'kinds' | 'nudge'>,
  alias: Alias,
): Promise<ConsumerEvidence> {
  const reading = consumers.of(alias)
  const { target } = alias
  const visible = await visibleConsumers(may, { namespace: null, objects: reading.objects, kinds: consumers.kinds() })
  const isBehind = reading.readAtMs === null || Date.parse(alias.changedAt) > reading.readAtMs
  if (isBehind) consumers.nudge()
  const known = visible.objects.flatMap((object) => factOf(object, target))
  return { known: known.sort(surestFirst), gap: gapOf(reading, visible, isBehind) }
}

function gapOf(
  { readAtMs, unread, isCut }: ReturnType<ConsumerIndex['of']>,
  { hidden }: VisibleConsumers,
  isBehind: boolean,
): ConsumerGap | null {
  if (readAtMs === null) return { from: 'reading', why: 'what may name it is being read for the first time' }
  const [first] = unread
  if (first !== undefined) return { from: 'console', why: first.why }
  if (isCut) return { from: 'console', why: 'more was found than is kept' }
  const [unseen] = hidden
  if (unseen !== undefined) return { from: 'viewer', why: unseen.why }
  return isBehind ? { from: 'reading', why: 'it was written since the last reading; the next one has begun' } : null
}

function factOf({ kind: { kind }, namespace, name, references }: ConsumerObject, target: string | null) {
  // A reading from before the last change knows who went past the target of then.
  const current = references.filter(({ relation, text }) => relation === 'names' || mentionedHost(text) === target)
  const standing = consumerStanding(current)
  return standing === null ? [] : [{ kind, namespace, name, ...standing }]
}
