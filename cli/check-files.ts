import { importedServices } from '@/lib/domain/environment/imported-services'
import { KustomizeTree } from '@/lib/domain/kustomize/kustomize-tree'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import { severityRank } from '@/lib/domain/resolution/severity'
import { judgeManifests } from '@/lib/server/findings/judge-manifests'
import { readSettings } from '@/lib/server/settings/settings'
import type { Given } from './given'
import type { Checked } from './print-checked'
import { readFiles } from './read-files'
import type { Terminal } from './terminal'

const noCluster = ''

/**
 * What the rules say of the Services of type ExternalName in files and folders, a kustomization built first: only what a manifest shows, nothing is
 * asked. What an API server would refuse is refused here in its words.
 */
export async function checkFiles({ files, namespace: chosen }: Given, terminal: Terminal): Promise<Checked> {
  const settings = readSettings({ ...terminal.env, SIGNPOST_AUTH: 'loopback' })
  const clusterDomain = settings.SIGNPOST_CLUSTER_DOMAIN ?? 'cluster.local'
  const { services, problems, missing } = importedServices(new KustomizeTree(await readFiles(files, terminal)))
  const made = services.flatMap(({ source, service }) => {
    const namespace = service.metadata.namespace ?? 'default'
    const isWanted = service.spec.type === 'ExternalName' && (chosen === undefined || chosen === namespace)
    return isWanted ? [{ source, service: { ...service, metadata: { ...service.metadata, namespace } } }] : []
  })
  const refusals = made.flatMap(({ source, service }) =>
    checkManifest(service, { clusterDomain }).refusals.map(({ field, message }) => ({
      place: `${source}: Service ${service.metadata.name}`,
      message: `${field}: ${message}`,
    })),
  )
  const findings = judgeManifests(
    made.map(({ service }) => service),
    { clusterDomain, nowMs: Date.now() },
  )
    .filter(({ suppressed }) => suppressed === null)
    .map((finding) => ({ cluster: noCluster, ...finding }))
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
  const broken = problems.flatMap(({ kind, path, message }) => (kind === 'broken' ? [{ place: path, message }] : []))
  const unread = problems.flatMap(({ kind, path, message }) => (kind === 'unread' ? [`${path}: ${message}`] : []))
  return {
    aliases: made.length,
    findings,
    refusals: [...broken, ...refusals],
    unread: [...unread, ...missing.map(({ folder }) => `${folder}: it is stood on, and was not given`)],
  }
}
