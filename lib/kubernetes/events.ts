import { AppError } from '@/lib/domain/app-error'
import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'

const maxReason = 128
const maxNoteBytes = 1024

/** What is told about a Service as an Event; `uid` is null where it is not known. `atMs` is when it happened. */
export interface ServiceEvent {
  namespace: string
  /** The name of the Event; the same for the same thing, so that it is told once. */
  name: string
  service: string
  uid: string | null
  type: 'Normal' | 'Warning'
  action: string
  reason: string
  note: string
  reportingInstance: string
  atMs: number
}

/**
 * Creates an `events.k8s.io/v1` Event. One of the same name that is there already is as good. Texts are cut to what the API server takes:
 * 128 characters of a reason, 1,024 bytes of a note.
 */
export async function createEvent(client: KubeClient, event: ServiceEvent): Promise<void> {
  const { namespace, name, service, uid, type, action, reason, note, reportingInstance, atMs } = event
  const path = resourcePath({ group: 'events.k8s.io', resource: 'events', namespace })
  const regarding = { apiVersion: 'v1', kind: 'Service', namespace, name: service, ...(uid === null ? {} : { uid }) }
  try {
    await client.request({
      method: 'POST',
      path,
      query: { fieldManager: 'signpost' },
      body: {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { namespace, name },
        eventTime: microTime(atMs),
        reportingController: 'signpost/console',
        reportingInstance: reportingInstance.slice(0, maxReason),
        action: action.slice(0, maxReason),
        reason: reason.slice(0, maxReason),
        regarding,
        note: cutToBytes(note, maxNoteBytes),
        type,
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return
    throw error
  }
}

// metav1.MicroTime takes six digits, no more and no less.
function microTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/(\.\d{3})Z$/, '$1000Z')
}

function cutToBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= limit) return text
  return bytes
    .subarray(0, limit)
    .toString()
    .replace(/\ufffd+$/, '')
}
