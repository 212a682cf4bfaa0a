import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { findViolations } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const where = 'journey-migration'
const before = 'api-v1.backend.com'
const after = 'api-v2.backend.com'
const provedMs = 40_000

beforeAll(async () => {
  await journey.apply(namespace(where, { environment: 'staging' }), alias(where, 'orders', before))
})

const stored = async () => {
  const { spec, metadata } = await journey.administrator().readService(where, 'orders')
  return { target: spec.externalName, status: metadata.annotations?.['migration-status'] ?? null }
}

const untilStored = (target: string, status: string | null) =>
  poll(
    async () => {
      const now = await stored()
      return now.target === target && now.status === status
    },
    { what: `orders leads to ${target} as ${status}`, timeoutMs: 20_000 },
  )

/** Accepts what the plan in the open sheet asks for, carries it out, and closes the sheet. */
async function carryOut(page: Page, verb: RegExp): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: verb }).waitFor()
  for (const box of await sheet.getByRole('checkbox').all()) await box.check()
  for (const field of await sheet.getByRole('textbox', { name: /because/ }).all())
    await field.fill('on purpose, in a test')
  await sheet.getByRole('button', { name: verb, disabled: false }).click()
  await sheet.getByRole('heading', { name: /Live|What happened/ }).waitFor()
  await sheet.getByRole('button', { name: 'Close', exact: true }).click()
  await sheet.waitFor({ state: 'hidden' })
}

const isNow = (page: Page, name: RegExp): Promise<void> =>
  page.locator('[aria-current="step"]').and(page.getByRole('listitem', { name })).waitFor({ timeout: provedMs })

async function vouchForAll(phase: Locator): Promise<void> {
  const buttons = phase.getByRole('button', { name: /^Attest: / })
  for (let left = await buttons.count(); left > 0; left -= 1) {
    await buttons.first().click()
    await phase.getByRole('textbox', { name: 'What proves it' }).fill('seen by the test')
    await phase.getByRole('button', { name: 'Attest', exact: true }).click()
    await poll(async () => (await buttons.count()) === left - 1, { what: `${left - 1} are left`, timeoutMs: 10_000 })
  }
}

describe('a migration between providers', () => {
  it('is begun, marked, vouched for, switched through the sheet, taken back, and abandoned', async () => {
    const page = await journey.open(await journey.aliasPath(where, 'orders'))
    await page.getByRole('link', { name: 'Migrate…' }).click()
    await page.getByRole('radio', { name: /^Provider to provider/ }).check()
    await page.getByRole('textbox', { name: 'New target' }).fill(after)
    await page.getByRole('combobox', { name: 'Soak' }).selectOption('no wait')
    await page.getByRole('button', { name: 'Begin the migration' }).click()
    await page.waitForURL(/\/migrations\/[^/]+\/journey-migration\/orders\//)
    await isNow(page, /^Phase 2: Mark/)
    expect(await findViolations(page)).toEqual([])
    expect(await stored()).toEqual({ target: before, status: null })

    const main = page.getByRole('main')
    await main.getByRole('button', { name: 'Mark it…' }).first().click()
    await carryOut(page, /^Annotate/)
    await untilStored(before, 'source')
    await isNow(page, /^Phase 3: Copy the data/)
    await vouchForAll(page.getByRole('listitem', { name: /^Phase 3/ }))
    await isNow(page, /^Phase 4: Switch/)
    await main.getByRole('button', { name: 'Switch…' }).first().click()
    await carryOut(page, /^Write the edit/)
    await untilStored(after, 'target')
    await isNow(page, /^Phase 6: Close/)

    await main.getByRole('button', { name: 'Show undo' }).click()
    await main.getByRole('button', { name: /^Undo “Switch to the new provider”/ }).click()
    await carryOut(page, /^Undo/)
    await untilStored(before, 'source')
    await main.getByRole('button', { name: /^Undo “Mark the alias/ }).click()
    await carryOut(page, /^Undo/)
    await untilStored(before, null)

    await main.getByRole('button', { name: 'Abandon…' }).click()
    await page.getByRole('textbox', { name: 'Why it is abandoned' }).fill('the provider is not ready')
    await page.getByRole('button', { name: 'Abandon it' }).click()
    await page.getByText('It was abandoned.').waitFor()
    await page.goto('/migrations?state=abandoned')
    await page.getByRole('link', { name: /orders in journey-migration/ }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })
})
