import { z } from 'zod'
import { endpointSchema, precheckSchema } from './changes'

/** `application/problem+json` (RFC 9457) with the members this API adds. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string().optional(),
    causes: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    warnings: z.array(z.string()).optional(),
    seen: endpointSchema.nullish(),
    now: endpointSchema.nullish(),
    wanted: endpointSchema.nullish(),
    prechecks: z.array(precheckSchema).optional(),
    /** The right that is missing, of a 403: as `kubectl auth can-i` takes them; no namespace where it is the whole cluster. */
    verb: z.string().optional(),
    resource: z.string().optional(),
    namespace: z.string().optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>
