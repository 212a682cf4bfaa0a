import { readFile } from 'node:fs/promises'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'

const ruleSchema = z.strictObject({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  resourceNames: z.array(z.string()).optional(),
  verbs: z.array(z.string()),
})

const roleSchema = z.object({
  apiVersion: z.literal('rbac.authorization.k8s.io/v1'),
  kind: z.enum(['ClusterRole', 'Role']),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  rules: z.array(ruleSchema),
})

export type DocumentedRole = z.infer<typeof roleSchema>

/** The roles that docs/permissions.md tells an administrator to apply, as they stand there. */
export async function documentedRoles(): Promise<DocumentedRole[]> {
  const text = await readFile(new URL('../../docs/permissions.md', import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => yaml)
  return blocks.flatMap((yaml) => parseAllDocuments(yaml).map((document) => roleSchema.parse(document.toJS())))
}

/** Every right of a role on a line of its own: kind and name of the role, verb, resource. */
export function rightsOf({ kind, metadata, rules }: DocumentedRole): string[] {
  return rules.flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${kind} ${metadata.name}: ${verb} ${resource}`)),
  )
}

/** The same role without that one right. */
export function withoutRight(role: DocumentedRole, right: string): DocumentedRole {
  const rules = role.rules.flatMap((rule) =>
    rule.resources.map((resource) => {
      const isKept = (verb: string) => `${role.kind} ${role.metadata.name}: ${verb} ${resource}` !== right
      return { ...rule, resources: [resource], verbs: rule.verbs.filter(isKept) }
    }),
  )
  return { ...role, rules: rules.filter(({ verbs }) => verbs.length > 0) }
}
