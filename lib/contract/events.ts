import { z } from 'zod'
import { changeSchema } from './changes'
import { serviceRefSchema } from './fields'
import { rowSchema } from './row'
import { clusterStatusSchema } from './services'

/** Server-sent events of `GET /events`: the event's name and the JSON of its data. */
export const eventSchemas = {
  rows: z.object({ revision: z.number().int(), upserts: z.array(rowSchema), removes: z.array(serviceRefSchema) }),
  clusters: z.object({ clusters: z.array(clusterStatusSchema) }),
  changes: z.object({ changes: z.array(changeSchema) }),
  resync: z.object({ revision: z.number().int(), reason: z.string() }),
} as const

export type EventName = keyof typeof eventSchemas

export type ConsoleEvent = {
  [Name in EventName]: { event: Name; data: z.infer<(typeof eventSchemas)[Name]> }
}[EventName]
