import { z } from 'zod'
import { serviceTypes } from '@/lib/domain/alias/alias'
import { changeStates } from '@/lib/domain/change/change-state'
import { precheckStates } from '@/lib/domain/change/precheck'
import { colours } from '@/lib/domain/group/colour'
import { serviceRefSchema } from './fields'

const targetSchema = z.string().min(1, 'must be a DNS name').max(254, 'must be at most 253 characters')

/** What a caller wants done to one Service; `kind` says which. */
export const changeRequestSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('switch'), service: serviceRefSchema, to: z.enum(colours) }),
    z.strictObject({ kind: z.literal('retarget'), service: serviceRefSchema, target: targetSchema }),
    z.strictObject({
      kind: z.literal('undo'),
      service: serviceRefSchema,
      changeId: z.uuid('must be the UUID of a change'),
    }),
  ])
  .meta({ id: 'ChangeRequest' })

/** What a Service pointed at, before or after: the members that a change touches. */
export const endpointSchema = z.object({ type: z.enum(serviceTypes), target: z.string().nullable() })

const diffLineSchema = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })

const writeSchema = z.object({
  verb: z.enum(['patch', 'create', 'update', 'delete']),
  ref: z.object({ apiVersion: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }),
  body: z.unknown(),
  diff: z.array(diffLineSchema),
})

export const precheckSchema = z.object({
  code: z.string(),
  state: z.enum(precheckStates),
  title: z.string(),
  evidence: z.string(),
  checkedAt: z.string(),
})

/** What would be written, with the hash of all that was read. `before` and `after` are Mermaid sources. */
export const planSchema = z
  .object({
    hash: z.string(),
    request: changeRequestSchema,
    writes: z.array(writeSchema),
    prechecks: z.array(precheckSchema),
    before: z.string(),
    after: z.string(),
    warnings: z.array(z.string()),
    ownerOfField: z.string().nullable(),
    expiresAt: z.string(),
  })
  .meta({ id: 'Plan' })

export type Plan = z.infer<typeof planSchema>

export const carryOutSchema = z
  .strictObject({
    request: changeRequestSchema,
    hash: z.string().min(1).max(16_384),
    changeId: z.uuid('must be a UUID'),
    acknowledge: z.array(z.string().max(63)).max(64).default([]),
    overrides: z
      .array(
        z.strictObject({
          code: z.string().max(63),
          reason: z.string().trim().min(10, 'must say why in at least 10 characters').max(1024),
        }),
      )
      .max(64)
      .default([]),
    reason: z.string().trim().max(1024).optional(),
  })
  .meta({ id: 'CarryOut' })

export type CarryOut = z.output<typeof carryOutSchema>

export const changeSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    service: serviceRefSchema,
    state: z.enum(changeStates),
    from: endpointSchema,
    to: endpointSchema,
    by: z.string(),
    reason: z.string().nullable(),
    at: z.string(),
    steps: z.array(z.object({ state: z.enum(changeStates), at: z.string(), note: z.string().nullable() })),
    overrides: z.array(z.object({ code: z.string(), reason: z.string() })),
    undoOf: z.string().nullable(),
  })
  .meta({ id: 'Change' })

export type ChangeView = z.infer<typeof changeSchema>

export const changesPageSchema = z
  .object({ items: z.array(changeSchema), total: z.number().int(), offset: z.number().int() })
  .meta({ id: 'ChangesPage' })

export type ChangesPage = z.infer<typeof changesPageSchema>
