/** The object that delivers a Service from a repository: an Argo CD Application, a Flux Kustomization or HelmRelease. A null namespace is the tool's usual one. */
export interface DeliveryRef {
  kind: 'Application' | 'Kustomization' | 'HelmRelease'
  namespace: string | null
  name: string
}

/** Differences that a delivery overlooks: of which objects (`*` stands for any text, null for any object), and which fields or whose writes. */
export interface IgnoreRule {
  group: string | null
  kind: string | null
  namespace: string | null
  name: string | null
  /** JSON pointers (RFC 6901). */
  pointers: readonly string[]
  /** jq path expressions, as `.spec.externalName`. */
  expressions: readonly string[]
  /** Field managers whose fields are overlooked. */
  managers: readonly string[]
}

/** Differences that a tool overlooks in all of its deliveries, as far as they could be read. */
export interface GeneralRules {
  /** Where they stand, for people. */
  source: string
  state: 'read' | 'missing' | 'forbidden' | 'unavailable'
  /** Empty unless they were read. */
  ignores: readonly IgnoreRule[]
}

/** What a delivery's own spec says of writing back, and what its tool's settings say of all. */
export interface DeliveryFacts {
  /** Why it does nothing at all for now, as the field that says so; null while it works. */
  pausedBy: string | null
  /** Whether it takes back what others wrote, by itself. */
  corrects: boolean
  /** The field that says whether it does, for people. */
  correctsBy: string
  /** The longest time until it does; null where nobody says. */
  withinSeconds: number | null
  ignores: readonly IgnoreRule[]
  /** Null for a tool without such settings. */
  general: GeneralRules | null
  /** Whether what it overlooks survives its next sync, too. */
  keepsIgnored: boolean
  /** Where its manifests come from, for people. */
  source: string | null
}

/** A delivery as far as it could be read. */
export type Delivery =
  | { ref: DeliveryRef; state: 'read'; facts: DeliveryFacts }
  | { ref: DeliveryRef; state: 'missing' | 'forbidden' | 'not-installed' | 'unavailable' }

/** Whether a rule overlooks what Signpost writes to `spec.externalName` of a Service. */
export function overlooksTarget(rule: IgnoreRule, service: { namespace: string; name: string }): boolean {
  const isAbout =
    matches(rule.group, '') &&
    matches(rule.kind, 'Service') &&
    matches(rule.namespace, service.namespace) &&
    matches(rule.name, service.name)
  if (!isAbout) return false
  return (
    rule.pointers.some((pointer) => ['', '/spec', '/spec/externalName'].includes(pointer)) ||
    rule.expressions.some((expression) => targetExpressions.has(expression.replaceAll(/\s/g, ''))) ||
    rule.managers.includes('signpost')
  )
}

const targetExpressions = new Set(['.spec', '.spec.externalName', '.spec["externalName"]', '.["spec"]["externalName"]'])

function matches(pattern: string | null, text: string): boolean {
  if (pattern === null || pattern === text) return true
  if (!pattern.includes('*')) return false
  const pieces = pattern.split('*')
  const last = pieces.pop() ?? ''
  const [first = '', ...middle] = pieces
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const piece of middle) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
