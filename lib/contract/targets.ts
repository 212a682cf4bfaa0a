import { z } from 'zod'
import { useCases } from '@/lib/domain/alias/use-case'
import { targetForms } from '@/lib/domain/change/target-form-kind'
import { clusterIdSchema, dnsLabelSchema, severitySchema } from './fields'
import { laneProbeSchema } from './probe'
import { vantageAnswerSchema } from './resolution'

/** A target to look at before an alias has it, and where the alias is or is to be. */
export const targetCheckRequestSchema = z
  .strictObject({
    cluster: clusterIdSchema,
    namespace: dnsLabelSchema,
    name: dnsLabelSchema.optional(),
    target: z.string().min(1, 'must be a DNS name').max(1024, 'must be at most 1024 characters'),
  })
  .meta({ id: 'TargetCheckRequest' })

export type TargetCheckRequest = z.output<typeof targetCheckRequestSchema>

/** Where a target inside the cluster leads, by the Services that the viewer may read. */
const serviceWaySchema = z.object({
  steps: z.array(z.object({ namespace: z.string(), service: z.string(), type: z.string() })),
  severity: severitySchema,
  /** How the way ends, in words. */
  says: z.string(),
  brokenAt: z.string().nullable(),
})

/** What is known of a target by its name, by DNS just now, and by the aliases that lead there already; nothing was connected to. */
export const targetCheckSchema = z
  .object({
    /** Normalised: lower case, without the last dot. */
    target: z.string(),
    form: z.object({ kind: z.enum(targetForms), why: z.string().nullable() }),
    provider: z.string().nullable(),
    useCase: z.enum(useCases),
    useCaseBecause: z.string(),
    suggestedPorts: z.array(z.object({ name: z.string(), port: z.number().int(), protocol: z.string() })),
    portsBecause: z.string(),
    /** The server name that clients set where TLS is spoken, since a certificate names the target; null where TLS is not expected. */
    tlsName: z.string().nullable(),
    /** Who did not answer in time is unknown, never broken. */
    vantages: z.array(vantageAnswerSchema),
    /** Null for a target outside the cluster. */
    service: serviceWaySchema.nullable(),
    /** What the last probes found, port by port, where aliases that the viewer may list lead there already: nothing is dialled that only was typed. */
    probes: z.array(laneProbeSchema.extend({ port: z.number().int(), at: z.string() })),
    /** Why there is no probe; null where there is one, and for a target inside the cluster. */
    notProbed: z.string().nullable(),
    /** Other aliases that the viewer may list and that lead there, 20 at most. */
    duplicates: z.array(
      z.object({ cluster: z.string(), namespace: z.string(), name: z.string(), owner: z.string().nullable() }),
    ),
    /** Null where it could not be checked. */
    duplicatesTotal: z.number().int().nullable(),
  })
  .meta({ id: 'TargetCheck' })

export type TargetCheck = z.infer<typeof targetCheckSchema>
