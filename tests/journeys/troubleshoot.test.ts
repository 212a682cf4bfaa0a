import { beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const place = 'journey-troubleshoot'
const silent = 'silent.troubleshoot.example'

/** Lets lookups out and nothing else. */
const lookupsOnly = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'lookups-only', namespace: place },
  spec: {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
    ],
  },
}

function aliasAt(name: string, externalName: string, port: number): object {
  const spec = { type: 'ExternalName', externalName, ports: [{ port, protocol: 'TCP' }] }
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: place }, spec }
}

beforeAll(async () => {
  await journey.apply(
    namespace(place),
    aliasAt('api', 'api-v1.backend.com', 443),
    alias(place, 'by-address', '192.168.1.100'),
    alias(place, 'silent', silent),
    lookupsOnly,
  )
})

describe('troubleshooting', () => {
  it('finds the policy that keeps connections in, from a pasted error line, and gives the one that lets them out', async () => {
    const page = await journey.open(await journey.aliasPath(place, 'api'))
    await page.getByRole('heading', { level: 1, name: 'api' }).waitFor()
    await page.keyboard.press('t')
    await page.getByRole('textbox', { name: 'Error line of an application' }).fill('connect ETIMEDOUT 203.0.113.7:443')
    await page.getByText(/^Pods of journey-troubleshoot may not send connections to .+:443\.$/).waitFor()
    expect(new URL(page.url()).search).toBe('?tab=troubleshoot&symptom=connection-times-out')
    const main = await page.getByRole('main').innerText()
    expect(main).toContain('Cause found, our side')
    expect(main).toContain('no rule of lookups-only allows it')
    expect(await page.getByRole('region', { name: 'YAML lines of the fix' }).innerText()).toContain(
      'name: allow-target',
    )
    expect(main).toContain('get networkpolicy -o yaml')
  })

  it('says that an address is no name, and what to use instead', async () => {
    const page = await journey.open(`${await journey.aliasPath(place, 'by-address')}?tab=troubleshoot`)
    await page.getByText('Pods get no address for by-address.').waitFor()
    expect(await page.getByRole('main').innerText()).toContain('The target is an address, not a name')
    expect(await page.getByRole('region', { name: 'YAML lines of the fix' }).innerText()).toContain('EndpointSlice')
  })

  it('answers within its time for a name that no server answers for', async () => {
    await journey.plane().world.update({ [silent]: 'TIMEOUT' })
    try {
      const page = await journey.open(
        `${await journey.aliasPath(place, 'silent')}?tab=troubleshoot&symptom=resolution-fails`,
      )
      await page.getByRole('heading', { name: 'What was tried' }).waitFor({ timeout: 25_000 })
      const steps = page.locator('section', { has: page.getByRole('heading', { name: 'What was tried' }) })
      expect(await steps.getByRole('listitem').count()).toBe(13)
      expect(await page.getByRole('main').innerText()).not.toContain('Nothing found')
    } finally {
      await journey.plane().world.reset()
    }
  })
})
