import { gitManifest } from '@/lib/domain/git-change/git-manifest'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { promoteHost } from './promote-host'
import { environmentLabels } from './read-environment'

interface Promotion {
  /** The alias of the environment before. */
  source: ServiceObject
  /** Where it is made, and with which target. */
  namespace: string
  environment: string
  target: string
}

/** What an environment that lacks an alias would get, from that of the environment before: its name and its label with the word replaced, nothing of what tools or Signpost wrote. */
export function promotedManifest({ source, namespace, environment, target }: Promotion): Record<string, unknown> {
  const { metadata } = gitManifest(source) as { metadata: ServiceObject['metadata'] }
  const { labels, annotations } = metadata
  const relabelled = Object.entries(labels ?? {}).map(([key, value]) =>
    environmentLabels.some((each) => each === key) ? [key, environment] : [key, value],
  )
  const { ports } = source.spec
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: promotedName(source.metadata.name, environment),
      namespace,
      ...(relabelled.length === 0 ? {} : { labels: Object.fromEntries(relabelled) }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: { type: 'ExternalName', externalName: target, ...(ports === undefined ? {} : { ports }) },
  }
}

/** What an alias is called in another environment: a word of an environment in its name is replaced. */
export function promotedName(name: string, environment: string): string {
  return promoteHost({ host: name, environment, current: '' }) ?? name
}
