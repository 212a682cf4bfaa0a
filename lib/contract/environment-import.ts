import { z } from 'zod'
import { changeRequestSchema } from './change-request'
import { matrixRowSchema } from './environments'
import { clusterIdSchema, dnsLabelSchema } from './fields'
import { operation } from './operation'
import { rowSchema } from './row'

export const importRequestSchema = z
  .strictObject({
    /** The cluster that it is held against; the first one by default. */
    cluster: clusterIdSchema.optional(),
    /** For what names none, as kubectl takes its context's. */
    namespace: dnsLabelSchema.default('default'),
    files: z
      .array(
        z.strictObject({
          path: z.string().min(1, 'must not be empty').max(512, 'must be at most 512 characters'),
          text: z.string(),
        }),
      )
      .min(1, 'must hold a file')
      .max(1000, 'at most 1000 files')
      .optional(),
    /** A tar or tar.gz archive in base64. */
    archive: z.base64('must be base64').min(1).optional(),
  })
  .refine(({ files, archive }) => (files === undefined) !== (archive === undefined), {
    message: 'either files or archive must be given',
    path: ['files'],
  })

export type ImportRequest = z.output<typeof importRequestSchema>

export const importStates = ['new', 'changed', 'same', 'unknown', 'only-in-cluster'] as const

const importItemSchema = z.object({
  service: rowSchema.pick({ cluster: true, namespace: true, name: true }),
  state: z.enum(importStates),
  /** Where it came from, null for what is in the cluster only. */
  source: z.string().nullable(),
  type: z.string(),
  target: z.string().nullable(),
  diff: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  moreDiff: z.number().int(),
  /** The change that would do it, to be planned like any other. */
  change: changeRequestSchema.nullable(),
  why: z.string().nullable(),
  /** Which tool keeps the Service, or the manager that wrote it last. */
  keptBy: z.string().nullable(),
})

export type ImportItem = z.infer<typeof importItemSchema>

const importedEnvironmentSchema = z.object({
  /** Null for Services that nothing names an environment of. */
  environment: z.string().nullable(),
  sources: z.array(z.string()),
  items: z.array(importItemSchema),
})

export type ImportedEnvironment = z.infer<typeof importedEnvironmentSchema>

export const environmentImportSchema = z
  .object({
    cluster: z.string(),
    environments: z.array(importedEnvironmentSchema),
    counts: z.record(z.enum(importStates), z.number().int()),
    /** Objects of other kinds, which nothing is said of. */
    others: z.number().int(),
    problems: z.array(z.object({ kind: z.enum(['broken', 'unread', 'note']), path: z.string(), message: z.string() })),
    /** Folders without a kustomization, with the one that they were built with instead. */
    missing: z.array(z.object({ folder: z.string(), role: z.enum(['base', 'overlay']), text: z.string() })),
    /** The same Services as the matrix would show them. */
    matrix: z.object({ environments: z.array(z.string()), rows: z.array(matrixRowSchema) }),
  })
  .meta({ id: 'EnvironmentImport' })

export type EnvironmentImport = z.infer<typeof environmentImportSchema>

/** In a file of its own, since one page alone makes the call. */
export const importEnvironmentsOperation = operation({
  operationId: 'importEnvironments',
  method: 'POST',
  path: '/environments/import',
  summary:
    'What manifests or a kustomization would change, environment by environment, each as a change that can be planned; nothing is written',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: importRequestSchema,
  response: { kind: 'json', schema: environmentImportSchema },
  statuses: [200],
})
