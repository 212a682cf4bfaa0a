import { beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney(async ({ kubeconfigPath }) => ({ KUBECONFIG: kubeconfigPath('viewer') }))

beforeAll(async () => {
  await journey.apply(
    namespace('journey-rights'),
    alias('journey-rights', 'api', 'api-v1.backend.com'),
    alias('journey-rights', 'api-blue', 'api-v1.backend.com'),
    alias('journey-rights', 'api-green', 'api-v2.backend.com'),
  )
})

describe('a viewer who may not write', () => {
  it('sees the group, cannot switch it, and is told the missing verb', async () => {
    const page = await journey.open('/switches')
    const group = page.getByRole('article', { name: 'Group api in journey-rights' })
    await group.getByText('api-v2.backend.com').first().waitFor()
    await group.getByText('patch services').first().waitFor()
    const button = group.getByRole('button', { name: /green/ })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    const { spec } = await journey.administrator().readService('journey-rights', 'api')
    expect(spec.externalName).toBe('api-v1.backend.com')
  })

  it('sees the alias, and the missing verb where it would be retargeted', async () => {
    const page = await journey.open(await journey.aliasPath('journey-rights', 'api'))
    await page.getByRole('heading', { level: 1, name: 'api' }).waitFor()
    const button = page.getByRole('button', { name: /Retarget/ })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    expect(await page.getByRole('main').innerText()).toContain('patch services')
  })
})
