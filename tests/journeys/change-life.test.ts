import { beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const space = 'journey-life'

beforeAll(async () => {
  const trio = (name: string, green: string) => [
    alias(space, name, 'api-v1.backend.com'),
    alias(space, `${name}-blue`, 'api-v1.backend.com'),
    alias(space, `${name}-green`, green),
  ]
  await journey.apply(
    namespace(space),
    ...trio('soak', 'api-v2.backend.com'),
    ...trio('gone', 'nowhere.broken.example'),
    ...trio('stale', 'api-v2.backend.com'),
  )
})

async function planLink(name: string): Promise<string> {
  const path = await journey.aliasPath(space, name)
  const cluster = decodeURIComponent(path.split('/')[2] ?? '')
  const request = { kind: 'switch', service: { cluster, namespace: space, name }, to: 'green' }
  return `/switches?plan=${encodeURIComponent(JSON.stringify(request))}`
}

describe('a change', () => {
  it('goes on when its tab is closed, and its link shows it again', async () => {
    const page = await journey.open(await planLink('soak'))
    const sheet = page.getByRole('dialog', { name: /Switch soak to green/ })
    await sheet.getByRole('button', { name: /Switch to green/ }).click()
    await page.waitForURL(/[?&]change=/)
    const { pathname, search } = new URL(page.url())
    await page.close()
    const again = await journey.open(pathname + search)
    const reopened = again.getByRole('dialog', { name: /Switch soak to green/ })
    const steps = reopened.getByRole('list', { name: 'What happened' })
    await steps.getByRole('listitem').filter({ hasText: 'Soak' }).getByText('now').waitFor()
    await reopened.getByRole('button', { name: 'Undo' }).waitFor()
  })

  it('that fails its proof is kept with a reason, after its block was passed with one', async () => {
    const page = await journey.open(await planLink('gone'))
    const sheet = page.getByRole('dialog', { name: /Switch gone to green/ })
    await sheet.getByRole('heading', { name: 'Before' }).waitFor()
    for (const field of await sheet.getByLabel('Go on all the same, because').all())
      await field.fill('a journey wants it')
    for (const box of await sheet.getByRole('checkbox').all()) await box.check()
    await sheet.getByRole('button', { name: /Switch to green/ }).click()
    await sheet.getByRole('button', { name: 'Keep…' }).click()
    await sheet.getByLabel('Why it stays').fill('nobody uses this one')
    await sheet.getByRole('button', { name: 'Keep it' }).click()
    await sheet.getByText('Kept', { exact: true }).waitFor()
  })
})

describe('the plan of an open sheet', () => {
  it('is void as soon as somebody else writes the Service, and is made anew when asked', async () => {
    const page = await journey.open(await planLink('stale'))
    const sheet = page.getByRole('dialog', { name: /Switch stale to green/ })
    await sheet.getByRole('button', { name: /Switch to green/ }).waitFor()
    await journey.apply(alias(space, 'stale', 'api-v3.backend.com'))
    await sheet.getByRole('alert').filter({ hasText: 'It leads to api-v3.backend.com now.' }).waitFor()
    expect(await sheet.getByRole('button', { name: /Switch to green/ }).count()).toBe(0)
    await sheet.getByRole('button', { name: 'Plan again' }).last().click()
    await sheet.getByRole('heading', { name: 'Before' }).waitFor()
  })
})
