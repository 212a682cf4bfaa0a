import { AppError } from '@/lib/domain/app-error'
import { type ChangeWrite, objectName } from '@/lib/domain/change/change-write'
import { isOwnSlice, type SliceFacts } from '@/lib/domain/change/endpoint-slice'
import { readServiceSlices } from '@/lib/kubernetes/endpoint-slices'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { sendWrite } from '@/lib/kubernetes/send-write'
import type { ChangeContext } from './change-context'
import type { ChangeJournal } from './change-journal'
import type { Draft } from './draft-change'

interface TakeBackInput {
  context: ChangeContext
  draft: Draft
  journal: ChangeJournal
}

const timeoutMs = 3_000
const attempts = 2

/**
 * Deletes, as the viewer, the slices that this very change wrote for a Service that then did not lead to them: each exactly as the change left it,
 * so that one which another attempt took over meanwhile stays. Says in a sentence what became of them; empty when there are none.
 */
export async function takeBackSlices({ context, draft, journal }: TakeBackInput): Promise<string> {
  if (draft.to.addresses === undefined) return ''
  const { client, ref } = context
  const names = sliceNamesIn(journal)
  try {
    const slices = await readServiceSlices(client, { namespace: ref.namespace, service: ref.name, names: [] })
    const own = slices.filter((slice) => isOwnSlice(slice, ref.name) && slice.changeId === journal.entry.id)
    for (const slice of own) await deleteSlice(client, deletionOf(slice), journal.entry.id)
    return own.length === 0 ? '' : ` ${deletedWords(own.map(({ name }) => name))} again.`
  } catch (error) {
    journal.left(names)
    return ` ${leftWords(names)} (${whyOf(error)}): the next attempt takes it over, an undo deletes it.`
  }
}

/** Deletes what a Service no longer leads to, and says so in a sentence; null when there was nothing. A slice that stays is told, never an error. */
export async function deleteAfterwards(
  { context, journal }: Pick<TakeBackInput, 'context' | 'journal'>,
  writes: readonly ChangeWrite[],
): Promise<string | null> {
  const left: string[] = []
  const deleted: string[] = []
  const told: string[] = []
  for (const write of writes) {
    try {
      await deleteSlice(context.client, write, journal.entry.id)
      deleted.push(write.ref.name)
    } catch (error) {
      left.push(write.ref.name)
      told.push(`${objectName(write.ref)} is left (${whyOf(error)}): undo it again to delete it.`)
    }
  }
  journal.left(left)
  if (deleted.length > 0) told.unshift(`${deletedWords(deleted)}.`)
  return told.length === 0 ? null : told.join(' ')
}

/** The slices that a change was to make. */
export function sliceNamesIn({ entry }: ChangeJournal): string[] {
  const made = (entry.writes ?? []).filter(({ kind, verb }) => kind === 'EndpointSlice' && verb !== 'delete')
  return made.map(({ name }) => name)
}

/** `EndpointSlice a and EndpointSlice b may be left`. */
export function leftWords(names: readonly string[]): string {
  return `${names.map((name) => objectName({ kind: 'EndpointSlice', name })).join(' and ')} may be left`
}

// By its uid at least: sent twice, it deletes nothing that it was not meant for.
async function deleteSlice(client: KubeClient, write: Pick<ChangeWrite, 'verb' | 'ref' | 'body'>, auditId: string) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendWrite(client, write, { dryRun: false, auditId, timeoutMs })
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return
      const isPassing = error instanceof AppError && error.code === 'unavailable'
      if (!isPassing || attempt >= attempts) throw error
    }
  }
}

function deletionOf({ namespace, name, uid, resourceVersion }: SliceFacts) {
  const ref = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace, name }
  return { verb: 'delete' as const, ref, body: { preconditions: { uid, resourceVersion } } }
}

function deletedWords(names: readonly string[]): string {
  const objects = names.map((name) => objectName({ kind: 'EndpointSlice', name })).join(' and ')
  return `${objects} ${names.length > 1 ? 'were' : 'was'} deleted`
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure'
}
