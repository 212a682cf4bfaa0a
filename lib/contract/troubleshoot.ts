import { z } from 'zod'
import { certainties, sides, stepCodes, stepStates } from '@/lib/domain/troubleshoot/case'
import { symptoms } from '@/lib/domain/troubleshoot/symptom'
import { dnsLabelSchema, severitySchema } from './fields'

const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'must be the key of a label',
  )
const labelValue = z
  .string()
  .regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, 'must be the value of a label, at most 63 characters')

/** What an application suffers from, and whose lookups and connections are meant: the alias' own namespace and every pod of it by default. */
export const caseRequestSchema = z.strictObject({
  symptom: z.enum(symptoms),
  clientNamespace: dnsLabelSchema.optional(),
  clientLabels: z
    .record(labelKey, labelValue)
    .refine((labels) => Object.keys(labels).length <= 32, 'at most 32 labels')
    .optional(),
})

export type CaseRequest = z.output<typeof caseRequestSchema>

const stepSchema = z.object({
  code: z.enum(stepCodes),
  title: z.string(),
  state: z.enum(stepStates),
  detail: z.string(),
  elapsedMs: z.number().nullable(),
  commands: z.array(z.object({ line: z.string(), gave: z.string().nullable() })),
})

const logSchema = z.object({
  pod: z.string(),
  lines: z.array(z.object({ at: z.string().nullable(), text: z.string(), isError: z.boolean() })),
})

export const caseSchema = z
  .object({
    symptom: z.enum(symptoms),
    at: z.string(),
    elapsedMs: z.number(),
    client: z.object({ namespace: z.string(), labels: z.record(z.string(), z.string()).nullable() }),
    certainty: z.enum(certainties),
    severity: severitySchema,
    side: z.enum(sides),
    issue: z.string(),
    cause: z.string(),
    evidence: z.array(z.string()),
    fix: z.object({
      text: z.string(),
      lines: z.object({ language: z.enum(['corefile', 'yaml']), lines: z.array(z.string()) }).optional(),
    }),
    steps: z.array(stepSchema),
    log: z.array(logSchema),
    hosts: z.array(z.string()),
  })
  .meta({ id: 'Case' })

export type CaseView = z.infer<typeof caseSchema>
