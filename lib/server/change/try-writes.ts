import { AppError } from '@/lib/domain/app-error'
import type { DryRunEvidence } from '@/lib/domain/change/change-evidence'
import { type ChangeWrite, objectName } from '@/lib/domain/change/change-write'
import { changeWrites } from '@/lib/domain/change/change-writes'
import type { Endpoint } from '@/lib/domain/change/endpoint'
import type { SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { unaskedPaths, wantedObject, withoutServerFields } from '@/lib/domain/change/expected-outcome'
import { type DiffLine, fieldDiff } from '@/lib/domain/change/field-diff'
import type { LastChange } from '@/lib/domain/change/last-change'
import type { KubeObject } from '@/lib/kubernetes/kube-object'
import { sendWrite } from '@/lib/kubernetes/send-write'
import type { ChangeContext } from './change-context'
import type { Draft } from './draft-change'
import type { LiveState } from './read-live'

/** One write as the API server would take it. */
export interface TriedWrite {
  write: ChangeWrite
  /** What the server would store instead of what is there. */
  diff: DiffLine[]
  /** What it would store; null for a deletion, and where it refuses. */
  outcome: KubeObject | null
  /** Paths that something on the way changes. */
  otherPaths: string[]
  /** Why it refuses; null when it does not. */
  refusal: string | null
  warnings: string[]
}

const refusals = ['invalid', 'forbidden', 'unprocessable', 'too-large', 'not-found']

/**
 * Has the API server try every write of a change without storing it, as the viewer, each on what is there now. A conflict or a server that is
 * away is thrown, a refusal is evidence.
 */
export function tryWrites(
  context: ChangeContext,
  { service, spare }: LiveState,
  { made, to, slices }: Draft,
  change: LastChange,
): Promise<TriedWrite[]> {
  const writes = changeWrites({ service, made, slices: slices ?? [], spare: spareOf(to, spare), to, change })
  return Promise.all(writes.map((write) => tryWrite(context, write)))
}

/** The slices that go with a change to this place. */
export function spareOf({ type }: Endpoint, spare: readonly SliceFacts[]): readonly SliceFacts[] {
  return type === 'ExternalName' ? spare : []
}

/** What the dry runs came to together; with several writes, of which object is said. */
export function dryRunEvidence(tried: readonly TriedWrite[]): DryRunEvidence {
  const about = ({ write }: TriedWrite, words: string) =>
    tried.length > 1 ? `${objectName(write.ref)}: ${words}` : words
  const refused = tried.flatMap((each) => (each.refusal === null ? [] : [about(each, each.refusal)]))
  if (refused.length > 0) return { kind: 'refused', why: refused.join(' · ') }
  return { kind: 'accepted', otherPaths: tried.flatMap((each) => each.otherPaths.map((path) => about(each, path))) }
}

async function tryWrite({ client }: ChangeContext, write: ChangeWrite): Promise<TriedWrite> {
  const before = withoutServerFields(write.verb === 'delete' ? contentOf(write.before) : (write.before ?? {}))
  try {
    const { object, warnings } = await sendWrite(client, write, { dryRun: true })
    const diff = fieldDiff(before, withoutServerFields(object ?? {}))
    const otherPaths = object === null ? [] : unaskedPaths(write, object)
    return { write, diff, outcome: object, otherPaths, refusal: null, warnings }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const refusal = [error.message, ...error.causes.map(({ field, message }) => `${field}: ${message}`)].join(' · ')
    const diff = fieldDiff(before, wantedObject(write))
    return { write, diff, outcome: null, otherPaths: [], refusal, warnings: [...error.warnings] }
  }
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (refusals.includes(error.code) || error.reason === 'already-exists')
}

// Of what is deleted, its labels and owners say nothing to anybody.
function contentOf(object: object | null): object {
  return Object.fromEntries(Object.entries(object ?? {}).filter(([key]) => key !== 'metadata'))
}
