import { z } from 'zod'
import { vantageNames } from '@/lib/domain/resolution/resolution'
import { severities } from '@/lib/domain/resolution/severity'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'

export const severitySchema = z.enum(severities)
export const outcomeCodeSchema = z.enum(outcomeCodes)
export const vantageSchema = z.enum(vantageNames)

/** Where the DNS domain of a cluster is known from; `assumed` is what most clusters have. */
export const clusterDomainSourceSchema = z.enum(['setting', 'corefile', 'assumed'])

/** DNS-1123 label, what Kubernetes takes as the name of a Service or namespace (≤ 63 characters). */
export const dnsLabelSchema = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be a DNS label: lower case letters, digits and hyphens, at most 63',
  )

export const clusterIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'must be a cluster id: lower case letters, digits and hyphens, at most 40')

export const serviceRefSchema = z.strictObject({
  cluster: clusterIdSchema,
  namespace: dnsLabelSchema,
  name: dnsLabelSchema,
})

export const verdictSchema = z.object({
  code: outcomeCodeSchema,
  severity: severitySchema,
  summary: z.string(),
  notes: z.array(z.object({ code: z.string(), severity: severitySchema, evidence: z.string() })),
})

export const offsetSchema = z.coerce.number().int('must be a whole number').min(0, 'must be 0 or more').max(10_000_000)
export const limitSchema = z.coerce
  .number()
  .int('must be a whole number')
  .min(1, 'must be 1 to 500')
  .max(500, 'must be 1 to 500')

/** A window of a list: from where, and how many. */
export const windowSchema = z.strictObject({
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

/** Of a list: `none` for whoever needs only its items; the facets are empty then, and nothing is counted. */
export const wantedFacetsSchema = z.enum(['all', 'none']).default('all')

/**
 * A filter that may be repeated in the query: any of the values, and none of those with `!` before them (`=` stands before a value that itself
 * begins with `!` or `=`). At most 50 values of 253 characters.
 */
export const filterSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(
    z
      .array(z.string().min(1, 'must not be empty').max(254, 'must be at most 253 characters'))
      .max(50, 'at most 50 values'),
  )
