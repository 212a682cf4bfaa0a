import { afterAll, describe, expect, it } from 'vitest'
import { providedControlPlane } from '../../control-plane/provided-control-plane.ts'
import { planJourney } from '../../journeys/journey.ts'
import { alias, namespace } from '../../journeys/manifests.ts'

const journey = planJourney()
let isAway = false
afterAll(async () => {
  if (isAway) await providedControlPlane().restartApiServer()
})

describe('an API server that goes away', () => {
  it('leaves the rows and a banner that says so; both are right again within 5 s of its return', async () => {
    await journey.apply(namespace('journey-outage'), alias('journey-outage', 'stays', 'api-v1.backend.com'))
    const page = await journey.open('/?namespace=journey-outage')
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'stays', exact: true }) })
    await row.getByText('api-v1.backend.com').first().waitFor()

    await providedControlPlane().killApiServer()
    isAway = true
    const banner = page.getByRole('status').filter({ hasText: 'is stale since' })
    await banner.waitFor({ timeout: 20_000 })
    expect(await row.count()).toBe(1)

    await providedControlPlane().restartApiServer()
    isAway = false
    const backAt = performance.now()
    await journey
      .administrator()
      .patchService('journey-outage', 'stays', { spec: { externalName: 'api-v2.backend.com' } })
    await row
      .getByText('api-v2.backend.com')
      .first()
      .waitFor({ timeout: 5000 - (performance.now() - backAt) })
    await banner.waitFor({ state: 'detached', timeout: Math.max(1, 5000 - (performance.now() - backAt)) })
  })

  it('does not keep the console from ending at once, with a browser’s stream open', async () => {
    await journey.open('/')
    expect(await journey.console().stop()).toBeLessThan(3000)
  })
})
