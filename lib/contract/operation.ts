import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One call of the API: where it is, what it takes and gives. `params` are the path's, `query` is strict, `response` is JSON unless `text`, or another type where the query asks for it. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  operationId: string
  method: Method
  /** Writes to a cluster: a console that only reads refuses it. */
  writes?: true
  path: `/${string}`
  summary: string
  params: Params
  query: Query
  body: Body | null
  response: { kind: 'json'; schema: Response; orMediaType?: string } | { kind: 'text' } | { kind: 'events' }
  /** Statuses of success, the first one by default. */
  statuses: readonly [number, ...number[]]
}

export function operation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(definition: Operation<Params, Query, Body, Response>): Operation<Params, Query, Body, Response> {
  return definition
}
