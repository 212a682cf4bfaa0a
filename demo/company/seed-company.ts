import type { KubeObject } from '../store/kube-object.ts'
import { company } from './company.ts'
import type { CompanyNamespace } from './company-namespace.ts'
import { toObjects } from './to-objects.ts'

/** When and by whose hand objects were last written. */
export interface Written {
  readonly at: Date
  readonly manager: string
}

const dayMs = 86_400_000
// Argo CD writes only what it delivers.
const managers = ['helm', 'pulumi-kubernetes', 'kubectl-client-side-apply', 'terraform', 'kubectl-edit']
const oldestDays = 420

type Write = (objects: readonly KubeObject[], written: Written) => void

/** Hands out the objects of the company's main cluster. */
export function seedCompany(now: Date, write: Write): void {
  seedNamespaces(company, now, write)
}

/** Hands out the objects of namespaces in their order, each with the time and the writer that it shall show; always the same ones for the same `now`. */
export function seedNamespaces(namespaces: readonly CompanyNamespace[], now: Date, write: Write): void {
  for (const namespace of namespaces) {
    const manager = managers[hashOf(namespace.name) % managers.length] ?? 'helm'
    const delivered = new Set(namespace.aliases.filter(({ application }) => application).map(({ name }) => name))
    for (const object of toObjects(namespace, now)) {
      const isRoot = object.kind === 'Namespace'
      const ageDays = isRoot
        ? oldestDays
        : 1 + (hashOf(`${namespace.name}/${String(object.metadata.name)}`) % oldestDays)
      const isDelivered = object.kind === 'Service' && delivered.has(String(object.metadata.name))
      const writer = isDelivered ? 'argocd-controller' : manager
      write([object], { at: new Date(now.getTime() - ageDays * dayMs), manager: writer })
    }
  }
}

function hashOf(text: string): number {
  let hash = 7
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return hash
}
