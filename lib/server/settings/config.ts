import { readFileSync } from 'node:fs'
import { isMap, isPair, isScalar, type Node, visit } from 'yaml'
import { z } from 'zod'
import { safeLink } from '@/lib/domain/alias/safe-link'
import { AppError, type FieldCause } from '@/lib/domain/app-error'
import { type ParsedText, parseText } from '@/lib/domain/manifest/parse-text'
import type { ReviewCadence } from '@/lib/domain/review/review-cadence'
import type { Team } from '@/lib/domain/review/team-directory'
import { type Address, parseAddress } from './settings'

const text = z.string().trim().min(1, 'must not be empty').max(253, 'must be at most 253 characters')
const days = z.int('must be whole days').min(1, 'must be 1 day or more').max(3650, 'must be at most 3650 days')

const teamSchema = z.strictObject({
  name: text.meta({ description: 'how the team is called; what `a8r.io/owner` and its kin say' }),
  groups: z
    .array(text)
    .max(50, 'at most 50 groups')
    .default([])
    .meta({ description: 'groups of the cluster whose members belong to it: what they own is in their queue' }),
  owners: z
    .array(text)
    .max(50, 'at most 50 owners')
    .default([])
    .meta({ description: 'further words by which owners name it' }),
  contacts: z.array(text).max(20, 'at most 20 contacts').default([]).meta({
    description: 'whom to ask: `https://…`, `http://…` and `mailto:…` become links, anything else is shown as it is',
  }),
})

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2027-01-31')
  .refine((value) => Number.isFinite(Date.parse(value)), 'must be a day such as 2027-01-31')

const reviewsSchema = z.strictObject({
  days: days.default(90).meta({ description: 'for how many days a sign-off holds' }),
  environments: z
    .record(text, days)
    .refine((value) => Object.keys(value).length <= 50, 'at most 50 environments')
    .default({})
    .meta({ description: 'the same for some environments, by their names' }),
  noticeDays: z
    .int('must be whole days')
    .min(0, 'must be 0 days or more')
    .max(365, 'must be at most 365 days')
    .default(14)
    .meta({ description: 'for how many days before its end a review is due' }),
  followUpDays: days
    .default(30)
    .meta({ description: 'after how many days Reassign, Needs change and Retire are asked again' }),
  since: day
    .optional()
    .meta({ description: 'from which day on what was never reviewed waits; without it that is never overdue' }),
})

const address = z.string().transform((value, context): Address => {
  const parsed = parseAddress(value)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'must be host:port or an IP address' })
  return z.NEVER
})

const clusterSchema = z.strictObject({
  context: text.meta({ description: 'the context of the kubeconfig' }),
  name: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'must be at most 40 of a-z, 0-9 and -, such as prod-eu')
    .optional()
    .meta({ description: 'how it is called in addresses and over the API; without it a slug of the context' }),
  dns: address
    .optional()
    .meta({ description: "host:port of this cluster's DNS, as `SIGNPOST_CLUSTER_DNS` is of the first one" }),
  domain: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a DNS name such as cluster.local')
    .optional()
    .meta({ description: 'its cluster domain, which goes before `SIGNPOST_CLUSTER_DOMAIN`' }),
  resolvers: z
    .array(address)
    .max(8, 'at most 8 resolvers')
    .optional()
    .meta({ description: 'whom to ask for its view from outside, instead of `SIGNPOST_RESOLVERS`' }),
  namespace: text.optional().meta({ description: 'where its records are kept, instead of `SIGNPOST_NAMESPACE`' }),
})

const clustersSchema = z
  .array(clusterSchema)
  .max(100, 'at most 100 clusters')
  .superRefine((clusters, context) => {
    for (const key of ['context', 'name'] as const)
      for (const [index, cluster] of clusters.entries()) {
        const isDouble = clusters.slice(0, index).some((before) => before[key] === cluster[key])
        if (cluster[key] !== undefined && isDouble)
          context.addIssue({ code: 'custom', path: [index, key], message: `is the ${key} of another cluster too` })
      }
  })

/** The file that `SIGNPOST_CONFIG` names. */
export const configSchema = z.strictObject({
  clusters: clustersSchema.default([]),
  teams: z.array(teamSchema).max(500, 'at most 500 teams').default([]),
  reviews: reviewsSchema.default(() => reviewsSchema.parse({})),
})

export type ClusterSettings = z.output<typeof clusterSchema>

export interface Config {
  /** In this order; empty where `SIGNPOST_CONTEXTS`, or the current context, says which there are. */
  clusters: ClusterSettings[]
  teams: Team[]
  reviews: ReviewCadence
}

export const defaultConfig: Config = toConfig(configSchema.parse({}))

/** Reads the file of `SIGNPOST_CONFIG`. Throws AppError `invalid` that names file and line of each fault. */
export function readConfigFile(path: string): Config {
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch (error) {
    throw new AppError('invalid', `SIGNPOST_CONFIG: ${path} cannot be read: ${messageOf(error)}`, { cause: error })
  }
  return readConfig(source, path)
}

/** Reads the text of such a file; `path` is how messages name it. An empty one gives the defaults. Throws like `readConfigFile`. */
export function readConfig(source: string, path: string): Config {
  const parsed = parseText(source)
  const refuse = (causes: FieldCause[]): never => {
    throw new AppError(
      'invalid',
      `SIGNPOST_CONFIG: ${causes.map(({ field, message }) => `${field}: ${message}`).join('; ')}`,
      { causes },
    )
  }
  const at = (offset: number) => `${path}:${parsed.placeOf(offset).line}`
  if (parsed.refusal !== null)
    return refuse([{ field: at(parsed.refusal.offset), message: 'holds more than such a file does' }])
  const [document, second] = parsed.documents
  if (document === undefined) return defaultConfig
  if (second !== undefined) return refuse([{ field: at(second.range[0]), message: 'is a second document' }])
  const [fault] = document.errors
  if (fault !== undefined) return refuse([{ field: at(fault.pos[0]), message: fault.message }])
  const reference = firstReference(document)
  if (reference !== null)
    return refuse([{ field: at(reference), message: 'is a reference (*), which is not read here' }])
  const read = configSchema.safeParse(document.toJS() ?? {})
  if (!read.success) return refuse(read.error.issues.slice(0, 20).flatMap((issue) => causesOf(issue, document, at)))
  return toConfig(read.data)
}

function toConfig({ clusters, teams, reviews: { since, ...reviews } }: z.output<typeof configSchema>): Config {
  return {
    clusters,
    teams: teams.map((team) => ({
      ...team,
      contacts: team.contacts.map((contact) => ({ text: contact, href: safeLink(contact) })),
    })),
    reviews: { ...reviews, sinceMs: since === undefined ? null : Date.parse(since) },
  }
}

/** Where a node stands that stands for another one: a few of them could stand for a file without end. */
function firstReference(document: ParsedDocument): number | null {
  let found: number | null = null
  visit(document, {
    Alias: (_, { range }) => {
      found = range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return found
}

type ParsedDocument = ParsedText['documents'][number]

function causesOf(issue: z.core.$ZodIssue, document: ParsedDocument, at: (offset: number) => string): FieldCause[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ field: `${at(offsetOf(document, issue.path))} ${issue.path.join('.')}`, message: issue.message }]
  }
  return issue.keys.map((key) => ({
    field: `${at(offsetOf(document, [...issue.path, key]))} ${[...issue.path, key].join('.')}`,
    message: 'is not known here',
  }))
}

/** Where what a path leads to begins: its key, else itself, else what it would be in. */
function offsetOf(document: ParsedDocument, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      : undefined
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as Node | undefined
    if (node?.range) return node.range[0]
  }
  return 0
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure'
}
