import { cleanManifest } from '@/lib/domain/manifest/clean-manifest'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const setByTools = {
  annotations: [
    'argocd.argoproj.io/tracking-id',
    'argocd.argoproj.io/installation-id',
    'meta.helm.sh/release-name',
    'meta.helm.sh/release-namespace',
  ],
  labels: [
    'kustomize.toolkit.fluxcd.io/name',
    'kustomize.toolkit.fluxcd.io/namespace',
    'helm.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/namespace',
  ],
}

/** The Service as a repository would hold it: clean, and without what Argo CD, Flux and Helm write onto it by themselves. */
export function gitManifest(service: ServiceObject): Record<string, unknown> {
  const { labels, annotations, ...metadata } = service.metadata
  const kept = {
    ...metadata,
    ...without('labels', labels, setByTools.labels),
    ...without('annotations', annotations, setByTools.annotations),
  }
  return cleanManifest({ ...service, metadata: kept })
}

function without(name: 'labels' | 'annotations', map: Record<string, string> | undefined, keys: readonly string[]) {
  const kept = Object.entries(map ?? {}).filter(([key]) => !keys.includes(key))
  return kept.length === 0 ? {} : { [name]: Object.fromEntries(kept) }
}
