import { z } from 'zod'
import { tlsModes } from '@/lib/domain/probe/probe-result'
import { severitySchema } from './fields'

const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  nameCount: z.number().int(),
  notBefore: z.string().nullable(),
  notAfter: z.string().nullable(),
  daysLeft: z.number().nullable(),
  trust: z.enum(['public', 'private-ca', 'self-signed', 'broken']),
  fingerprint: z.string(),
  severity: severitySchema,
  isHostCovered: z.boolean(),
  /** The names by which clients in the cluster call the alias. */
  aliasNames: z.array(z.object({ name: z.string(), isCovered: z.boolean() })),
})

/**
 * Who answers at the target of an alias, as last probed from where the console runs: one TCP connection and, where TLS is spoken, its handshake.
 * `notProbed` says why nothing is probed; `at` is null until the first probe. Times are milliseconds, `connectMs` those of the last connections (null: none).
 */
export const probeViewSchema = z
  .object({
    notProbed: z.string().nullable(),
    port: z.number().int().nullable(),
    portSource: z.enum(['spec.ports', 'annotation', 'provider']).nullable(),
    tls: z.enum(tlsModes).nullable(),
    at: z.string().nullable(),
    /** The one that was dialled. */
    address: z.string().nullable(),
    /** What went wrong, or keeps the first probe waiting, in words; null when all did well. */
    problem: z.string().nullable(),
    connectedMs: z.number().nullable(),
    handshakeMs: z.number().nullable(),
    protocol: z.string().nullable(),
    connectMs: z.array(z.number().nullable()),
    certificate: certificateSchema.nullable(),
    /** Mermaid source: what clients ask for and what the certificate is for. */
    tlsNameDiagram: z.string().nullable(),
    tlsNameFix: z
      .object({ configMap: z.string(), clients: z.array(z.object({ name: z.string(), text: z.string() })) })
      .nullable(),
  })
  .meta({ id: 'Probe' })

/** The same for one lane of a group, as far as it is compared with the other. */
export const laneProbeSchema = probeViewSchema
  .pick({ notProbed: true, port: true, at: true, problem: true, connectedMs: true, connectMs: true })
  .extend({
    certificate: certificateSchema
      .pick({ daysLeft: true, trust: true, severity: true, isHostCovered: true })
      .nullable(),
  })
  .meta({ id: 'LaneProbe' })

export type LaneProbe = z.infer<typeof laneProbeSchema>
export type ProbeView = z.infer<typeof probeViewSchema>
export type CertificateView = z.infer<typeof certificateSchema>
