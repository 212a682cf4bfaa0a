import { z } from 'zod'
import { policyActions } from '@/lib/domain/finding/policy/policy-actions'
import { clusterIdSchema, severitySchema } from './fields'
import { operation } from './operation'

const actionSchema = z.enum(policyActions)

/** A finding and what is done about it: `NO_OWNER:warn`. */
const chosenRuleSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,62}:(warn|audit|deny)$/, 'must be a finding and warn, audit or deny, such as NO_OWNER:warn')
  .transform((text) => {
    const [code = '', action] = text.split(':')
    return { code, action: actionSchema.parse(action) }
  })

const findingPolicyQuerySchema = z.strictObject({
  rule: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .pipe(z.array(chosenRuleSchema).max(100, 'at most 100 rules'))
    .default([]),
  /** Whose DNS domain the rules are written for: the first one's by default. */
  cluster: clusterIdSchema.optional(),
  format: z.enum(['yaml', 'json']).default('yaml'),
})

export type FindingPolicyQuery = z.output<typeof findingPolicyQuerySchema>

export const findingPolicySchema = z
  .object({
    cluster: z.string().nullable(),
    clusterDomain: z.string(),
    /** What an admission policy can make of the rules; `action` is what was chosen, `aliases` how many have the finding now. */
    rules: z.array(
      z.object({
        code: z.string(),
        severity: severitySchema,
        cause: z.string(),
        fix: z.string(),
        action: actionSchema.nullable(),
        aliases: z.number().int(),
      }),
    ),
    impossible: z.array(z.object({ code: z.string(), why: z.string() })),
    /** For `kubectl apply`; empty where nothing is chosen. */
    yaml: z.string(),
    /** What removes every policy that was ever made here. */
    removal: z.string(),
  })
  .meta({ id: 'FindingPolicy' })

export type FindingPolicy = z.infer<typeof findingPolicySchema>

/** Rules for the API server itself; in a file of its own, since one sheet alone makes the call. */
export const findingPolicyOperation = operation({
  operationId: 'exportFindingPolicy',
  method: 'GET',
  path: '/findings/policy',
  summary:
    'Rules as ValidatingAdmissionPolicies with their bindings, each to warn, audit or deny: YAML, or the same as JSON with all that can be chosen',
  params: z.strictObject({}),
  query: findingPolicyQuerySchema,
  body: null,
  response: { kind: 'json', schema: findingPolicySchema, orMediaType: 'application/yaml' },
  statuses: [200],
})
