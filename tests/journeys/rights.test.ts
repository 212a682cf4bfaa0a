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

  it('may look at the page of a new alias, and is told which right is missing to make one', async () => {
    const page = await journey.open('/services/new?namespace=journey-rights')
    await page.getByText('You may not create services in journey-rights').waitFor()
    const button = page.getByRole('button', { name: 'Create a namespace' })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('made')
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v2.backend.com')
    await page.getByText('A right is missing').waitFor()
    expect(await page.getByRole('main').innerText()).toMatch(/may not create .*services/i)
  })

  it('sees what is stored on the page that edits, and the missing verb', async () => {
    const page = await journey.open(`${await journey.aliasPath('journey-rights', 'api')}/edit`)
    await page.getByText('You may not edit this alias.').waitFor()
    const yaml = page.getByRole('textbox', { name: 'Manifest as YAML' })
    expect(await yaml.inputValue()).toContain('externalName: api-v1.backend.com')
  })
})
