import { describe, expect, it } from 'vitest'
import { resolverFor } from '../control-plane/dns-client.ts'
import { poll } from '../control-plane/poll.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()

/** Waits until the cluster's CoreDNS answers with this CNAME for a Service. */
async function untilClusterSays(serviceName: string, target: string): Promise<void> {
  const resolver = resolverFor(journey.plane().clusterDns)
  await poll(async () => (await resolver.resolveCname(serviceName)).includes(target), {
    what: `CoreDNS answers ${serviceName} with ${target}`,
    timeoutMs: 10_000,
  })
}

describe('a switch', () => {
  it('is made with one click, seen in the cluster’s DNS, and undone with one click', async () => {
    await journey.apply(
      namespace('journey-switch'),
      alias('journey-switch', 'api', 'api-v1.backend.com'),
      alias('journey-switch', 'api-blue', 'api-v1.backend.com'),
      alias('journey-switch', 'api-green', 'api-v2.backend.com'),
    )
    await untilClusterSays('api.journey-switch.svc.cluster.local', 'api-v1.backend.com')
    const page = await journey.open('/switches')
    const group = page.getByRole('article', { name: /journey-switch/ })

    await group.getByRole('button', { name: 'Switch to green' }).click()
    await untilClusterSays('api.journey-switch.svc.cluster.local', 'api-v2.backend.com')
    await group.getByRole('button', { name: /^Undo/ }).click()
    await untilClusterSays('api.journey-switch.svc.cluster.local', 'api-v1.backend.com')

    const { metadata } = await journey.administrator().readService('journey-switch', 'api')
    expect(JSON.parse(metadata.annotations?.['signpost/last-change'] ?? '')).toMatchObject({ kind: 'undo' })
  })
})
