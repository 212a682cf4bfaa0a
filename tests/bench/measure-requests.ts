import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { openEventStreams } from './event-streams.ts'

export interface RequestMeasure {
  readonly streams: number
  readonly minutes: number
  /** Finished requests of the console at the API server by verb and object, such as `get /readyz`. */
  readonly counts: Readonly<Record<string, number>>
  readonly total: number
  readonly lists: number
}

/** Counts in the API server's audit log what a warm console asks for while so many streams are open and nothing changes. */
export async function measureRequests(
  controlPlane: ControlPlane,
  url: string,
  streams: number,
  minutes: number,
): Promise<RequestMeasure> {
  const open = await openEventStreams(url, streams)
  try {
    const { size: from } = await stat(controlPlane.auditLogPath)
    await delay(minutes * 60_000)
    const counts = await countRequests(controlPlane.auditLogPath, from, 'signpost/')
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const lists = Object.entries(counts).reduce((sum, [what, count]) => sum + (what.startsWith('list ') ? count : 0), 0)
    return { streams, minutes, counts, total, lists }
  } finally {
    open.close()
  }
}

/** Finished requests in the audit log from a place on, of programs whose User-Agent begins so. */
async function countRequests(path: string, from: number, agent: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const lines = createInterface({ input: createReadStream(path, { start: from, encoding: 'utf8' }) })
  for await (const line of lines) {
    const entry = parseLine(line)
    if (entry === null || !entry.userAgent.startsWith(agent)) continue
    const what = `${entry.verb} ${entry.resource ?? entry.requestURI.split('?')[0]}`
    counts[what] = (counts[what] ?? 0) + 1
  }
  return counts
}

interface AuditEntry {
  readonly verb: string
  readonly userAgent: string
  readonly requestURI: string
  readonly resource: string | null
}

// The last line may still be half written.
function parseLine(line: string): AuditEntry | null {
  try {
    const { verb, userAgent, requestURI, objectRef } = JSON.parse(line)
    return {
      verb: String(verb),
      userAgent: String(userAgent),
      requestURI: String(requestURI),
      resource: objectRef?.resource ?? null,
    }
  } catch {
    return null
  }
}
