import { editorNamespace, type User } from './identities.ts'
import { basicRules, discoveryPaths, editRules, publicPaths, type Rule, viewRules } from './roles.ts'

export interface ResourceQuestion {
  readonly verb: string
  readonly group: string
  /** With its subresource: `services/status`. */
  readonly resource: string
  /** Empty for the whole cluster. */
  readonly namespace: string
  readonly name: string
}

export interface Decision {
  readonly allowed: boolean
  readonly reason: string
}

/** Whether a user may do something to a resource, by the roles the embedded cluster hands out. */
export function authorizeResource(user: User, question: ResourceQuestion): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' }
  for (const { rules, why } of bindingsOf(user, question.namespace))
    if (rules.some((rule) => covers(rule, question))) return { allowed: true, reason: why }
  return { allowed: false, reason: '' }
}

export function authorizePath(user: User, verb: string, path: string): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' }
  const isKnown = user.groups.includes('system:authenticated')
  const patterns = verb !== 'get' ? [] : isKnown ? discoveryPaths : publicPaths
  const allowed = patterns.some((pattern) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  )
  const role = publicPaths.includes(path) ? 'system:public-info-viewer' : 'system:discovery'
  const group = isKnown ? 'system:authenticated' : 'system:unauthenticated'
  return { allowed, reason: allowed ? granted('ClusterRoleBinding', role, role, `Group "${group}"`) : '' }
}

/** The rules that hold for a user in a namespace, for SelfSubjectRulesReview. */
export function rulesFor(user: User, namespace: string): readonly Rule[] {
  if (user.groups.includes('system:masters')) return [{ verbs: ['*'], groups: ['*'], resources: ['*'] }]
  return bindingsOf(user, namespace).flatMap(({ rules }) => rules)
}

interface Binding {
  readonly rules: readonly Rule[]
  readonly why: string
}

function bindingsOf(user: User, namespace: string): Binding[] {
  const found: Binding[] = []
  if (user.groups.includes('system:authenticated')) {
    const why = granted('ClusterRoleBinding', 'system:basic-user', 'system:basic-user', 'Group "system:authenticated"')
    found.push({ rules: basicRules, why })
  }
  if (user.name === 'viewer')
    found.push({ rules: viewRules, why: granted('ClusterRoleBinding', 'test-viewer', 'view', 'User "viewer"') })
  if (user.name === 'editor' && namespace === editorNamespace) {
    const why = granted('RoleBinding', `test-editor/${editorNamespace}`, 'edit', 'User "editor"')
    found.push({ rules: editRules, why })
  }
  return found
}

const granted = (kind: string, binding: string, role: string, subject: string) =>
  `RBAC: allowed by ${kind} "${binding}" of ClusterRole "${role}" to ${subject}`

function covers(rule: Rule, { verb, group, resource }: ResourceQuestion): boolean {
  return rule.verbs.includes(verb) && rule.groups.includes(group) && rule.resources.includes(resource)
}

/** What the API server says to someone who may not. */
export function denial(user: User, { verb, group, resource, namespace }: ResourceQuestion): string {
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`
}
