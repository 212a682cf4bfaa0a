import { isIP } from 'node:net'
import { z } from 'zod'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { AppError } from '@/lib/domain/app-error'
import { readStatedSeconds, type StatedSeconds } from '@/lib/domain/change/cut-over'
import { logLevels } from '@/lib/domain/log/log-level'
import { signInModes } from '@/lib/domain/session/sign-in-mode'

export interface Address {
  host: string
  port: number
}

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

const address = z.string().transform((text, context): Address => {
  const parsed = parseAddress(text)
  if (parsed) return parsed
  context.addIssue({ code: 'custom', message: `must be host:port or an IP address, not "${text}"` })
  return z.NEVER
})

const listenAddress = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[0-9.]+|localhost):\d{1,5}$/i, 'must be address:port, such as 127.0.0.1:7421')
  .pipe(address)

const domains = list
  .transform((names) => names.map((name) => normaliseHost(name.replace(/^\*?\./, ''))))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(
            /^([a-z0-9_]([-a-z0-9_]*[a-z0-9_])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
            'must be domains such as example.com, separated by commas',
          ),
      )
      .max(100, 'at most 100 domains'),
  )

const ports = list
  .transform((texts) => texts.map((text) => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN)))
  .pipe(z.array(z.int('must be ports such as 443,5432').min(1).max(65_535)).max(100, 'at most 100 ports'))

const environments = list.pipe(
  z
    .array(
      z
        .string()
        .regex(
          /^[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?$/i,
          'must be environments such as development,staging,production, in the order of promotion',
        ),
    )
    .min(1, 'must name at least one environment')
    .max(50, 'at most 50 environments'),
)

const ranges = list.pipe(z.array(z.string().max(64)).max(200, 'at most 200 ranges'))

const poolLifetime = z.string().transform((text, context): StatedSeconds => {
  const stated = readStatedSeconds(text)
  if (stated !== null) return stated
  context.addIssue({ code: 'custom', message: 'must be whole seconds up to a year, or unlimited' })
  return z.NEVER
})

const seconds = z.coerce.number().int('must be whole seconds')

const secretFile = z.string().max(4096, 'must be a path')

const headerName = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'must be the name of a header')
  .refine(
    (name) => !/^(host|cookie|authorization|connection|content-.*|impersonate-.*)$/.test(name),
    'is a header with a meaning of its own',
  )

const url = z.string().transform((text, context): URL => {
  const parsed = URL.parse(text)
  const isPlain = parsed !== null && parsed.username === '' && parsed.search === '' && parsed.hash === ''
  if (isPlain && /^https?:$/.test(parsed.protocol)) return parsed
  context.addIssue({ code: 'custom', message: 'must be an http or https URL without user, query and fragment' })
  return z.NEVER
})

const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(7420),
  SIGNPOST_ASK_LIMIT: z.coerce.number().int().min(0).max(1_000_000).default(600),
  SIGNPOST_AUTH: z.enum(signInModes).default('loopback'),
  SIGNPOST_CLIENT_CACHE: z.coerce.number().int().min(0).max(86_400).optional(),
  SIGNPOST_CLUSTER_DNS: address.optional(),
  SIGNPOST_CLUSTER_DOMAIN: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'must be a DNS name such as cluster.local')
    .optional(),
  SIGNPOST_RESOLVERS: list.pipe(z.array(address).max(8)).optional(),
  SIGNPOST_CA_BUNDLE: z.string().optional(),
  SIGNPOST_CONFIG: z.string().optional(),
  SIGNPOST_CONFIRM: z.enum(['when-needed', 'always']).default('when-needed'),
  SIGNPOST_CONTEXTS: list.optional(),
  SIGNPOST_ENVIRONMENTS: environments.default(['development', 'test', 'staging', 'production']),
  SIGNPOST_HOSTS: list.default([]),
  SIGNPOST_IMPERSONATE_GROUPS: list
    .pipe(z.array(z.string().max(1024)).min(1).max(500, 'at most 500 groups'))
    .optional(),
  SIGNPOST_LISTEN: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address, such as 0.0.0.0 or ::')
    .optional(),
  SIGNPOST_LOG_FORMAT: z.enum(['json', 'text']).optional(),
  SIGNPOST_LOG_LEVEL: z.enum(logLevels).default('info'),
  SIGNPOST_METRICS: listenAddress.optional(),
  SIGNPOST_OIDC_CLIENT_ID: z.string().max(500).optional(),
  SIGNPOST_OIDC_CLIENT_SECRET: z.string().max(4096).optional(),
  SIGNPOST_OIDC_CLIENT_SECRET_FILE: secretFile.optional(),
  SIGNPOST_OIDC_CLOCK_TOLERANCE: seconds.min(0).max(900).default(300),
  SIGNPOST_OIDC_GROUPS_CLAIM: z.string().max(200).default('groups'),
  SIGNPOST_OIDC_ISSUER: url.optional(),
  SIGNPOST_OIDC_MODE: z.enum(['impersonate', 'pass-through']).default('impersonate'),
  SIGNPOST_OIDC_NAME: z.string().max(60).optional(),
  SIGNPOST_OIDC_PREFIX: z.string().max(100).default('oidc:'),
  SIGNPOST_OIDC_SCOPES: z.string().max(1000).default('openid profile email'),
  SIGNPOST_OIDC_USER_CLAIM: z.string().max(200).default('sub'),
  SIGNPOST_OTHER_CLUSTER_DOMAINS: domains.default([]),
  SIGNPOST_OWN_DOMAINS: domains.default([]),
  SIGNPOST_NAMESPACE: z.string().optional(),
  SIGNPOST_POOL_LIFETIME: poolLifetime.optional(),
  SIGNPOST_PROBE_NAMESPACES: list.default([]),
  SIGNPOST_PROBE_PORTS: ports.default([]),
  SIGNPOST_PROBE_PRIVATE: z.enum(['true', 'false']).default('false'),
  SIGNPOST_PROBE_RESERVED: ranges.default([]),
  SIGNPOST_PROBE_SUFFIXES: list.default([]),
  SIGNPOST_PROXY_GROUPS_HEADER: headerName.default('x-forwarded-groups'),
  SIGNPOST_PROXY_PEERS: ranges.default([]),
  SIGNPOST_PROXY_SECRET: z.string().max(4096).optional(),
  SIGNPOST_PROXY_SECRET_FILE: secretFile.optional(),
  SIGNPOST_PROXY_SECRET_HEADER: headerName.default('x-signpost-secret'),
  SIGNPOST_PROXY_USER_HEADER: headerName.default('x-forwarded-user'),
  SIGNPOST_SESSION_IDLE: seconds.min(60, 'must be 60 or more').max(604_800).default(14_400),
  SIGNPOST_SESSION_KEYS: z.string().max(4096).optional(),
  SIGNPOST_SESSION_KEYS_FILE: secretFile.optional(),
  SIGNPOST_SESSION_LIFETIME: seconds.min(60, 'must be 60 or more').max(2_592_000).default(86_400),
  SIGNPOST_READ_ONLY: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  SIGNPOST_SHED_DELAY: z.coerce.number().int().min(0).max(60_000).default(500),
  SIGNPOST_SHED_MEMORY: z.coerce.number().int().min(0).max(100).default(90),
  SIGNPOST_SOAK: z.coerce.number().int().min(0).max(604_800).default(600),
  SIGNPOST_RATE_LIMIT: z.coerce.number().int().min(0).max(1_000_000).default(6000),
  SIGNPOST_STREAM_LIMIT: z.coerce.number().int().min(1).max(1000).default(200),
  SIGNPOST_TLS_CERT_FILE: secretFile.optional(),
  SIGNPOST_TLS_KEY_FILE: secretFile.optional(),
  SIGNPOST_URL: url.optional(),
})

export type Settings = z.output<typeof settingsSchema>

/** Settings from environment variables; an empty variable counts as unset. Throws AppError `invalid` that names each wrong variable. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settingsSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const causes = parsed.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ''), message: issue.message }))
  throw new AppError('invalid', causes.map(({ field, message }) => `${field}: ${message}`).join('; '), { causes })
}

/** `10.96.0.10`, `10.96.0.10:53`, `[::1]:53` or `::1`; port 53 when none is given. Null for anything else. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+|localhost))(?::(\d{1,5}))?$/i.exec(text)
  const host = match?.[1] ?? match?.[2]
  if (host !== undefined) {
    const port = match?.[3] === undefined ? 53 : Number(match[3])
    return port >= 1 && port <= 65_535 ? { host: host === 'localhost' ? '127.0.0.1' : host, port } : null
  }
  return /^[0-9a-f:]+$/i.test(text) && text.includes(':') ? { host: text, port: 53 } : null
}
