/** The rooms of the house, and for each the rooms it may look into; its own is always open to it, except that doors know no sibling. */
export const allowedImports = {
  app: ['components', 'lib/http', 'lib/client', 'lib/contract', 'lib/domain'],
  components: ['lib/client', 'lib/contract', 'lib/domain'],
  'lib/client': ['lib/contract', 'lib/domain'],
  'lib/contract': ['lib/domain'],
  'lib/http': ['lib/server', 'lib/contract', 'lib/domain'],
  'lib/server': ['lib/kubernetes', 'lib/dns', 'lib/probe', 'lib/oidc', 'lib/contract', 'lib/domain'],
  'lib/kubernetes': ['lib/domain'],
  'lib/dns': ['lib/domain'],
  'lib/probe': ['lib/domain'],
  'lib/oidc': ['lib/domain'],
  'lib/domain': [],
  // The command, a console without pages.
  cli: ['lib/server', 'lib/contract', 'lib/domain'],
  // A program of its own, that plays a cluster.
  demo: [],
  'proxy.ts': ['lib/http', 'lib/domain'],
  'instrumentation.ts': ['instrumentation-node.ts'],
  'instrumentation-node.ts': ['lib/server', 'lib/domain'],
} as const satisfies Record<string, readonly string[]>

export type Layer = keyof typeof allowedImports

const layers = Object.keys(allowedImports).filter((name): name is Layer => name in allowedImports)

/** The room that a path of the repository lies in; null for one that belongs to none. */
export function layerOf(path: string): Layer | null {
  return layers.find((layer) => path === layer || path.startsWith(`${layer}/`)) ?? null
}

/** Files outside every room that may be imported all the same: styles by the screens, the version by the runtime, how the console is started by the demo. */
export function isOpenToAll(path: string, layer: Layer): boolean {
  if (path === 'scripts/console-flags.mjs') return layer === 'demo'
  return path.endsWith('.css') || (path === 'package.json' && layer === 'lib/server')
}

/** Route handlers call the verbs of the running console; pages and all else of `app` reach it through `lib/http` only. */
export function isRouteHandler(path: string): boolean {
  return path.startsWith('app/') && path.endsWith('/route.ts')
}

/** Every operation of the API: whoever serves or asks one takes it from its area, so that no request waits for the schemas of all. */
export const wholeContract = 'lib/contract/operations.ts'

/** Rooms whose code reaches a browser, where Node's own modules do not exist. */
export const browserLayers: readonly Layer[] = ['components', 'lib/client', 'lib/contract', 'lib/domain']

const screens = ['app', 'components', 'lib/client'] as const
const everywhere = ['']

/** Folders that may import a package, types included. A package that is not listed here may be imported nowhere. */
export const packageOwners: Readonly<Record<string, readonly string[]>> = {
  '@kubernetes/client-node': ['lib/kubernetes'],
  undici: ['lib/kubernetes', 'lib/oidc'],
  jose: ['lib/server/sign-in', 'lib/oidc'],
  'openid-client': ['lib/oidc'],
  'prom-client': ['lib/server/metrics'],
  mermaid: ['components/diagram'],
  next: ['app', 'components', 'lib/http', 'proxy.ts', 'instrumentation.ts', 'instrumentation-node.ts'],
  geist: ['app'],
  react: screens,
  'react-dom': screens,
  '@base-ui/react': ['components'],
  '@tanstack/react-query': screens,
  '@tanstack/react-virtual': ['components'],
  nuqs: screens,
  clsx: ['components', 'app'],
  zod: ['lib/contract', 'lib/server/settings', 'lib/server/sign-in', 'lib/server/change', 'lib/http', 'lib/client'],
  'zod-openapi': ['lib/http', 'lib/contract'],
  // Pure, so that even the domain may use them.
  'ipaddr.js': everywhere,
  tldts: everywhere,
  yaml: everywhere,
}

export const purePackages: readonly string[] = ['ipaddr.js', 'tldts', 'yaml']
