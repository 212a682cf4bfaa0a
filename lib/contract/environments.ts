import { z } from 'zod'
import { matrixStates } from '@/lib/domain/environment/matrix-state'
import { outlierCodes } from '@/lib/domain/environment/outlier'
import { targetKinds } from '@/lib/domain/environment/target-kind'
import { filterSchema, limitSchema, offsetSchema, severitySchema } from './fields'
import { rowSchema } from './row'

/** Which dependencies a matrix and its export take; several words of `q` must all be there. */
const selection = {
  q: z.string().max(253, 'must be at most 253 characters').optional(),
  cluster: filterSchema.optional(),
  owner: filterSchema.optional(),
}

/** `missing`: what lacks a sibling in some environment. */
const environmentStateSchema = z.enum([...matrixStates, 'missing'])

export const environmentsQuerySchema = z.strictObject({
  ...selection,
  state: z
    .union([environmentStateSchema, z.array(environmentStateSchema).max(10)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional(),
  offset: offsetSchema.default(0),
  limit: limitSchema.default(100),
})

export type EnvironmentsQuery = z.output<typeof environmentsQuerySchema>

const outlierSchema = z.object({
  code: z.enum(outlierCodes),
  severity: severitySchema,
  title: z.string(),
  evidence: z.string(),
})

/** One Service in a cell. `words` are the parts of its target that are masked before it is compared, by their places in it. */
const cellEntrySchema = z.object({
  service: rowSchema.pick({ cluster: true, namespace: true, name: true }),
  type: rowSchema.shape.type,
  target: z.string().nullable(),
  severity: severitySchema,
  verdict: z.object({ severity: severitySchema, summary: z.string() }),
  targetClass: z.object({ kind: z.enum(targetKinds), suffix: z.string(), labels: z.number().int() }),
  letter: z.string().nullable(),
  words: z.array(
    z.object({
      start: z.number().int(),
      end: z.number().int(),
      text: z.string(),
      kind: z.enum(['environment', 'region', 'id']),
      environment: z.string().nullable(),
    }),
  ),
  outliers: z.array(outlierSchema),
  /** Which tool keeps the Service, or the manager that wrote its target last. */
  keptBy: z.string().nullable(),
  /** Where its chain ended before, and where it ends now. */
  drift: z.string().nullable(),
})

export type CellEntryView = z.infer<typeof cellEntrySchema>

/** The Services of a dependency in one environment, at most twenty of `total`: one per cluster as a rule. */
const matrixCellSchema = z.object({
  environment: z.string(),
  entries: z.array(cellEntrySchema),
  total: z.number().int(),
  missing: outlierSchema.nullable(),
  /** Of an empty cell: the one namespace in which the system lives there, to which it could be promoted. */
  home: rowSchema.pick({ cluster: true, namespace: true }).nullable(),
})

export type MatrixCellView = z.infer<typeof matrixCellSchema>

/** What applications know by one name, over the environments. `severity` is the worst of what stands out and of what the aliases lead to. */
export const matrixRowSchema = z
  .object({
    system: z.string(),
    name: z.string(),
    state: z.enum(matrixStates),
    severity: severitySchema,
    owners: z.array(z.string()),
    cells: z.array(matrixCellSchema),
  })
  .meta({ id: 'EnvironmentRow' })

export type MatrixRowView = z.infer<typeof matrixRowSchema>

export const environmentsPageSchema = z
  .object({
    /** The columns in promotion order, with how many dependencies each has. */
    environments: z.array(z.object({ name: z.string(), dependencies: z.number().int() })),
    /** Environments for which there was no column. */
    moreEnvironments: z.number().int(),
    items: z.array(matrixRowSchema),
    total: z.number().int(),
    offset: z.number().int(),
    /** How many are in each state under the other filters; one may stand out and lack a sibling. */
    states: z.object({
      all: z.number().int(),
      'stands-out': z.number().int(),
      different: z.number().int(),
      alike: z.number().int(),
      single: z.number().int(),
      missing: z.number().int(),
    }),
    owners: z.record(z.string(), z.number().int()),
    clusters: z.record(z.string(), z.number().int()),
    /** Aliases that no column can hold, because nothing says which environment they are of. */
    withoutEnvironment: z.number().int(),
  })
  .meta({ id: 'EnvironmentsPage' })

export type EnvironmentsPage = z.infer<typeof environmentsPageSchema>

export const environmentsExportQuerySchema = z.strictObject({
  ...selection,
  namespace: filterSchema.optional(),
  format: z.enum(['tar', 'json']).default('tar'),
})

export type EnvironmentsExportQuery = z.output<typeof environmentsExportQuerySchema>

/** The files by their paths; `leftOut` are Services that could not be exported, and why, at most fifty of `leftOutTotal`. */
export const environmentsExportSchema = z
  .object({
    files: z.array(z.object({ path: z.string(), text: z.string() })),
    services: z.number().int(),
    leftOut: z.array(
      z.object({ service: rowSchema.pick({ cluster: true, namespace: true, name: true }), why: z.string() }),
    ),
    leftOutTotal: z.number().int(),
  })
  .meta({ id: 'EnvironmentsExport' })

export type EnvironmentsExport = z.infer<typeof environmentsExportSchema>
