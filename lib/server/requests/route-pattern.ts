const api = '/api/v1'
const service = '/{cluster}/{namespace}/{name}'

/** Every page and call, as the API's description writes them; a test holds them to the files of `app`. */
export const routePatterns: readonly string[] = [
  ...['/', '/changes', '/dependencies', '/dependencies/{host}', '/environments', '/environments/import'],
  ...['/migrations', '/migrations/new', `/migrations${service}/{id}`, '/reviews', '/reviews/report'],
  ...['/services/new', `/services${service}`, `/services${service}/edit`, '/switches'],
  ...['/sign-in', '/sign-in/oidc', '/sign-in/callback', '/sign-in/back-channel-logout'],
  ...['/healthz', '/readyz', '/api/openapi.json'],
  ...['/changes', `/changes${service}/{id}`, `/changes${service}/{id}/decision`, '/plans', '/proposals'].map(inApi),
  ...['/dependencies', '/dependencies/{host}', '/dependencies/{host}/diagram', '/targets', '/workloads'].map(inApi),
  ...['/environments', '/environments/export', '/environments/import', '/events', '/session'].map(inApi),
  ...['/findings', '/findings/policy', '/groups', '/namespaces', '/reviews'].map(inApi),
  ...['/migrations', `/migrations${service}/{id}`, `/migrations${service}/{id}/actions`].map(inApi),
  ...['/services', '/services/history', `/services${service}`].map(inApi),
  ...['changes', 'consumers', 'describe', 'diagram', 'lookup', 'manifest', 'resolution', 'troubleshoot'].map((tail) =>
    inApi(`/services${service}/${tail}`),
  ),
]

function inApi(path: string): string {
  return `${api}${path}`
}

interface Node {
  readonly words: Map<string, Node>
  any: Node | null
  pattern: string | null
}

const longestAddress = 8192
const mostParts = 12
const root = plant()

/**
 * The pattern that an address of a request follows, such as `/services/{cluster}/{namespace}/{name}`: `/_next` for what a page is made of,
 * `other` for all else. Nothing of the address itself is in it, so that there are only so many.
 */
export function routePattern(address: string): string {
  const path = address.slice(0, longestAddress).split('?')[0] ?? ''
  if (path.startsWith('/_next/')) return '/_next'
  if (!path.startsWith('/')) return 'other'
  const parts = path === '/' ? [] : path.split('/').slice(1)
  return (parts.length > mostParts ? null : follow(root, parts)) ?? 'other'
}

// A cluster may be called like a call: what is named goes first, and any name after it.
function follow(node: Node, [part, ...others]: readonly string[]): string | null {
  if (part === undefined) return node.pattern
  const named = node.words.get(part)
  const found = named === undefined ? null : follow(named, others)
  return found ?? (node.any === null || part === '' ? null : follow(node.any, others))
}

function plant(): Node {
  const first = sprout()
  for (const pattern of routePatterns) {
    let at = first
    for (const part of pattern.split('/').slice(1)) {
      if (part === '') break
      const next = part.startsWith('{') ? (at.any ?? sprout()) : (at.words.get(part) ?? sprout())
      if (part.startsWith('{')) at.any = next
      else at.words.set(part, next)
      at = next
    }
    at.pattern = pattern
  }
  return first
}

function sprout(): Node {
  return { words: new Map(), any: null, pattern: null }
}
