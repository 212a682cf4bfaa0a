import { knownEnvironment } from './environment-words'

/** The labels that say which environment a Service or a namespace is of, the first one first. */
export const environmentLabels = ['environment', 'env'] as const

export interface EnvironmentSignals {
  labels: Readonly<Record<string, string>>
  namespaceLabels: Readonly<Record<string, string>>
  namespace: string
}

/**
 * The environment of a Service: its label `environment`, else its namespace's, else a word of the namespace's name that stands between
 * hyphens (`shop-prod`). Known spellings become one word (`prod` is `production`); a label's own word is kept. Null when nothing says.
 */
export function readEnvironment(signals: EnvironmentSignals): string | null {
  return fromLabels(signals.labels) ?? fromLabels(signals.namespaceLabels) ?? fromName(signals.namespace)
}

function fromLabels(labels: Readonly<Record<string, string>>): string | null {
  for (const key of environmentLabels) {
    const value = labels[key]?.trim().toLowerCase()
    if (value) return knownEnvironment(value) ?? value
  }
  return null
}

function fromName(namespace: string): string | null {
  for (const word of namespace.split('-')) {
    const known = knownEnvironment(word)
    if (known) return known
  }
  return null
}
