import { beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'
import { untilSettled } from './until-settled.ts'

const journey = planJourney()
const host = 'gone.dependency-journey.example'

beforeAll(async () => {
  await journey.apply(
    namespace('journey-host-a', { environment: 'production' }),
    namespace('journey-host-b', { environment: 'staging' }),
    alias('journey-host-a', 'ledger', host, { owner: 'ledger-team' }),
    alias('journey-host-a', 'ledger-read', host, { owner: 'ledger-team' }),
    alias('journey-host-b', 'reports', host, { owner: 'reports-team' }),
  )
})

describe('a dependency', () => {
  it('is found among the hosts, tells whom it hits, and follows when an alias leaves it', async () => {
    const page = await journey.open(`/dependencies?q=${host}`)
    const row = page.getByRole('row', { name: new RegExp(host) })
    await row.getByRole('cell', { name: '3', exact: true }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('link', { name: host }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/dependencies/${host}`)

    const said = page.getByRole('region', { name: 'Verdict' })
    await said.getByText('2 teams in 2 environments lose').waitFor()
    await untilSettled(page)
    await page.locator('figure svg[id^="diagram-"]').waitFor()
    const aliases = page.getByRole('table', { name: 'Aliases that point here' }).getByRole('link')
    expect(await aliases.allTextContents()).toEqual(['ledger', 'ledger-read', 'reports'])

    await journey
      .administrator()
      .patchService('journey-host-b', 'reports', { spec: { externalName: 'api-v1.backend.com' } })
    await said.getByText('Team ledger-team in production loses').waitFor()
    expect(await aliases.allTextContents()).toEqual(['ledger', 'ledger-read'])
  })

  it('is found by typing its host, and leads to its aliases in the inventory and back', async () => {
    const page = await journey.open('/switches')
    await page.keyboard.press('/')
    await page.keyboard.type('gone.dependency')
    await page.getByRole('option', { name: new RegExp(`^${host}`) }).click()
    await page.waitForURL(`**/dependencies/${host}`)
    await page.getByRole('link', { name: 'Show in inventory' }).click()
    await page.waitForURL(`**/?host=${host}`)
    await page
      .getByRole('row', { name: /ledger-read/ })
      .getByRole('link')
      .click()
    await page.getByRole('link', { name: `${host}: who depends on it` }).click()
    await page.waitForURL(`**/dependencies/${host}`)
  })

  it('is one of those that g d leads to', async () => {
    const page = await journey.open('/')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.waitForURL('**/dependencies')
    await page.getByRole('table', { name: 'Dependencies' }).waitFor()
  })

  it('that nobody points at says so', async () => {
    const page = await journey.open('/dependencies')
    const answer = await page.goto('/dependencies/absent.dependency-journey.example')
    expect(answer?.status()).toBe(404)
  })
})
