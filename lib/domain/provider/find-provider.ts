import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { Provider } from './provider'
import { providers } from './providers'

interface SuffixNode {
  children: Map<string, SuffixNode>
  provider: Provider | null
}

const root = buildTree(providers)

/** The managed service that a host belongs to: the longest known suffix on label boundaries, or null. Any string may be asked for. */
export function findProvider(host: string): Provider | null {
  const name = normaliseHost(host)
  // Plain ASCII only: lower-casing turns a Kelvin sign into a k, and another name would match.
  if (host.length > 254 || !/^[a-z0-9_.-]+$/.test(name) || /[^\x21-\x7e]/.test(host)) return null
  const labels = name.split('.')
  return labels.includes('') ? null : search(root, labels, labels.length)
}

function search(node: SuffixNode, labels: readonly string[], end: number): Provider | null {
  const label = labels[end - 1]
  if (label !== undefined) {
    for (const key of [label, '*']) {
      const child = node.children.get(key)
      const found = child ? search(child, labels, end - 1) : null
      if (found) return found
    }
  }
  return node.provider
}

function buildTree(list: readonly Provider[]): SuffixNode {
  const top: SuffixNode = { children: new Map(), provider: null }
  for (const provider of list) {
    let node = top
    for (const label of provider.suffix.split('.').reverse()) {
      const next = node.children.get(label) ?? { children: new Map<string, SuffixNode>(), provider: null }
      node.children.set(label, next)
      node = next
    }
    node.provider = provider
  }
  return top
}
