import { beforeAll, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const space = 'journey-owner'

beforeAll(async () => {
  await journey.apply(
    namespace(space),
    alias(space, 'ledger', 'api-v1.backend.com'),
    alias(space, 'mail', 'api-v2.backend.com'),
    alias(space, 'search', 'api-v2.backend.com', { 'backstage.io/owner': 'group:search' }),
  )
})

it('selected by keyboard, several aliases get an owner at once, which the list shows and each history can undo', async () => {
  const page = await journey.open(`/?namespace=${space}&owner=none&sort=name`)
  await page.getByRole('link', { name: 'ledger' }).waitFor()
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Describe…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Describe 2 Services' })
  await sheet.getByLabel(/^Owner/).fill('payments-team')
  await sheet.getByRole('button', { name: 'Plan the change' }).click()
  await sheet.getByRole('button', { name: 'Write 2' }).click()
  await sheet.getByText('2 written').waitFor()
  await sheet.getByRole('button', { name: 'Done' }).click()
  const owned = await journey.open(`/?namespace=${space}&owner=payments-team&sort=name`)
  await owned.getByRole('link', { name: 'mail' }).waitFor()
  await owned.getByRole('link', { name: 'ledger' }).waitFor()
  const history = await journey.open(`${await journey.aliasPath(space, 'mail')}?tab=changes`)
  await history.getByRole('button', { name: /Undo/ }).first().waitFor()
})

it('the owner of one alias is named on its page, and what that overrules stands beside it', async () => {
  const page = await journey.open(await journey.aliasPath(space, 'search'))
  await page.getByText('group:search').first().waitFor()
  await page.getByRole('button', { name: /Edit… owner/ }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Owner/)
    .fill('search-team')
  await page.getByRole('dialog').getByRole('button', { name: 'Plan the change' }).click()
  const sheet = page.getByRole('dialog', { name: /search/ })
  await sheet.getByRole('heading', { name: 'What the server would store' }).waitFor()
  await sheet.getByRole('button', { name: /^(Write|Annotate)/ }).click()
  await sheet
    .getByRole('button', { name: /Done|Close/ })
    .last()
    .click()
  await page.getByText('Overruled: group:search').waitFor()
  expect(await page.getByText('search-team').first().isVisible()).toBe(true)
})
