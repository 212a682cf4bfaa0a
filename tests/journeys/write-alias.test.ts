import { beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { findViolations } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const where = 'journey-write'
const narrow = { width: 390, height: 844 }

beforeAll(async () => {
  await journey.apply(
    namespace(where, { environment: 'staging', purpose: 'external-services' }),
    alias(where, 'kept', 'api-v1.backend.com'),
  )
})

const storedAlias = (name: string) =>
  journey
    .administrator()
    .readService(where, name)
    .catch(() => null)

describe('an alias', () => {
  it('is made from a template, seen, edited, deleted, and brought back', async () => {
    const page = await journey.open(`/?namespace=${where}`)
    await page.keyboard.press('n')
    await page.getByRole('heading', { name: 'New alias' }).waitFor()
    await page.getByRole('button', { name: /^HTTP API/ }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('made')
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v2.backend.com')
    await page.getByRole('combobox', { name: 'Owner' }).fill('shop')
    await page
      .getByText('Server accepts', { exact: false })
      .or(page.getByText(/dry run/i))
      .first()
      .waitFor()
    await page.keyboard.press('ControlOrMeta+Enter')
    const creation = page.getByRole('dialog', { name: /^Create made/ })
    for (const box of await creation.getByRole('checkbox').all()) await box.check()
    await creation.getByRole('button', { name: /^Create/ }).click()
    await creation
      .getByRole('button', { name: 'Done' })
      .or(creation.getByRole('button', { name: 'Close' }))
      .first()
      .click()
    await page.waitForURL(/\/services\/[^/]+\/journey-write\/made/)
    expect((await storedAlias('made'))?.spec.externalName).toBe('api-v2.backend.com')

    await page.goto(`/?namespace=${where}`)
    await page.getByRole('link', { name: /made/ }).first().waitFor()

    await page.goto(await journey.aliasPath(where, 'made'))
    await page.getByRole('link', { name: 'Edit…' }).click()
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v1.backend.com')
    await page.getByRole('button', { name: /^Plan the edit/ }).click()
    const edit = page.getByRole('dialog', { name: /^Edit made/ })
    await edit.getByRole('button', { name: /^Write the edit/ }).waitFor()
    for (const box of await edit.getByRole('checkbox').all()) await box.check()
    await edit.getByRole('button', { name: /^Write the edit/ }).click()
    await poll(async () => (await storedAlias('made'))?.spec.externalName === 'api-v1.backend.com', {
      ...{ what: 'the edit is stored', timeoutMs: 20_000 },
    })
    await edit.getByRole('button', { name: 'Close' }).click()

    await page.getByRole('button', { name: 'Delete…' }).click()
    const deletion = page.getByRole('dialog', { name: /^Delete made/ })
    await deletion.getByRole('button', { name: /^Delete/ }).waitFor()
    for (const box of await deletion.getByRole('checkbox').all()) await box.check()
    await deletion.getByRole('button', { name: /^Delete/ }).click()
    await poll(async () => (await storedAlias('made')) === null, { what: 'it is deleted', timeoutMs: 20_000 })
    await deletion.getByRole('button', { name: /^Undo/ }).first().click()
    const undo = page.getByRole('dialog', { name: /^Undo/ })
    const confirm = undo.getByRole('button', { name: /^Undo/ })
    await confirm.first().waitFor()
    await poll(
      async () => {
        for (const box of await page.getByRole('dialog').getByRole('checkbox').all()) await box.check()
        if (await confirm.first().isEnabled())
          await confirm
            .first()
            .click()
            .catch(() => undefined)
        return (await storedAlias('made'))?.spec.externalName === 'api-v1.backend.com'
      },
      { what: 'it is there again', timeoutMs: 30_000 },
    )
  })
})

describe('the page of a new alias', () => {
  it.each([
    ['wide and light', {}],
    ['wide and dark', { colorScheme: 'dark' as const }],
    ['narrow', { viewport: narrow }],
  ])('has no accessibility violation, whole, broken and with several manifests: %s', async (_, options) => {
    const page = await journey.open(`/services/new?namespace=${where}`, options)
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v1.backend.com')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('again')
    await page.getByText(/leads? there already/).waitFor()
    expect(await findViolations(page)).toEqual([])
    const yaml = page.getByRole('textbox', { name: 'Manifest as YAML' })
    await yaml.fill('apiVersion: v1\n\tkind: Service\n')
    await page.getByText('Tabs must not indent', { exact: false }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: /^Blue-green/ }).click()
    await page.getByRole('list', { name: 'Manifests' }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  it('fits a narrow screen without scrolling sideways', async () => {
    const page = await journey.open(`/services/new?namespace=${where}`, { viewport: narrow })
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('a'.repeat(63))
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
