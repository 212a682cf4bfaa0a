import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { changesListSchema } from '@/lib/contract/changes'
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

const targetOf = async (name: string) => (await storedAlias(name))?.spec.externalName ?? null

/** Accepts what the plan in a sheet asks for, and carries it out. */
async function carryOut(sheet: Locator, verb: RegExp): Promise<void> {
  const button = sheet.getByRole('button', { name: verb })
  await button.waitFor()
  for (const box of await sheet.getByRole('checkbox').all()) await box.check()
  await sheet.getByRole('button', { name: verb, disabled: false }).click()
}

/** The alias leads there, and its change is proved: until then the next one stands in its way. */
async function untilProved(name: string, target: string | null): Promise<void> {
  await poll(
    async () => {
      if ((await targetOf(name)) !== target) return false
      const answer = await fetch(`${journey.console().url}/api/v1/changes?namespace=${where}&name=${name}`)
      const { items } = changesListSchema.parse(await answer.json())
      return items[0]?.state === 'soaking' || items[0]?.state === 'completed'
    },
    { what: `${name} leads to ${target ?? 'nowhere'}, proved`, timeoutMs: 40_000 },
  )
}

describe('an alias', () => {
  it('is made from a template, seen, edited, deleted, and brought back', async () => {
    const page = await journey.open(`/?namespace=${where}`)
    await page.keyboard.press('n')
    await page.getByRole('heading', { name: 'New alias' }).waitFor()
    await page.getByRole('button', { name: /^Legacy system/ }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('made')
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v2.backend.com')
    await page.getByRole('combobox', { name: 'Owner' }).fill('shop')
    await page.getByRole('region', { name: 'Must hold' }).waitFor()
    await page.keyboard.press('ControlOrMeta+Enter')
    const creation = page.getByRole('dialog', { name: /^Create made/ })
    await carryOut(creation, /^Create/)
    await untilProved('made', 'api-v2.backend.com')
    await creation.getByRole('button', { name: 'Close', exact: true }).click()
    await page.waitForURL(/\/services\/[^/]+\/journey-write\/made/)

    await page.goto(`/?namespace=${where}`)
    await page
      .getByRole('link', { name: /\bmade\b/ })
      .first()
      .waitFor()
    await page.goto(await journey.aliasPath(where, 'made'))
    await page.getByRole('link', { name: 'Edit…' }).click()
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill('api-v1.backend.com')
    await page.getByRole('button', { name: /^Plan the edit/, disabled: false }).click()
    const edit = page.getByRole('dialog', { name: /^Edit made/ })
    await carryOut(edit, /^Write the edit/)
    await untilProved('made', 'api-v1.backend.com')
    await edit.getByRole('button', { name: 'Close', exact: true }).click()
    await page.waitForURL(/\/journey-write\/made(\?|$)/)

    await page.getByRole('button', { name: 'Delete…' }).click()
    const deletion = page.getByRole('dialog', { name: /^Delete made/ })
    await carryOut(deletion, /^Delete/)
    await untilProved('made', null)
    await deletion.getByRole('button', { name: /^Undo/ }).first().click()
    const undo = page.getByRole('dialog')
    await untilUndone(undo)
    expect((await storedAlias('made'))?.metadata.annotations?.['a8r.io/owner']).toBe('shop')
  })
})

// Undone at once where its plan asks for nothing.
async function untilUndone(sheet: Locator): Promise<void> {
  await poll(
    async () => {
      if ((await targetOf('made')) !== null) return true
      for (const box of await sheet.getByRole('checkbox').all())
        await box.check({ timeout: 500 }).catch(() => undefined)
      const button = sheet.getByRole('button', { name: /^Undo/, disabled: false })
      await button
        .first()
        .click({ timeout: 500 })
        .catch(() => undefined)
      return false
    },
    { what: 'made is there again', timeoutMs: 30_000 },
  )
}

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
    await page.getByText('Checked as soon as', { exact: false }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Not-A-Name')
    for (const field of ['Blue target', 'Green target'])
      await page.getByRole('textbox', { name: field }).fill('api-v1.backend.com')
    await page.getByRole('list', { name: 'Manifests' }).waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  it('opens the sheet again from the address, however long the manifest; a link that was cut says so', async () => {
    const page = await journey.open(`/services/new?namespace=${where}`)
    const notes = Array.from(
      { length: 60 },
      (_, line) => `    example.com/note-${line}: "what is to be known of ${line}"`,
    )
    const text = `apiVersion: v1
kind: Service
metadata:
  name: noted
  namespace: ${where}
  annotations:
${notes.join('\n')}
spec:
  type: ExternalName
  externalName: api-v1.backend.com
`
    await page.getByRole('textbox', { name: 'Manifest as YAML' }).fill(text)
    await page.getByRole('button', { name: /^Plan new alias/, disabled: false }).click()
    const sheet = page.getByRole('dialog', { name: /^Create noted/ })
    await sheet.getByRole('heading', { name: 'Before' }).waitFor()
    await page.waitForURL(/[?&]plan=z\./)
    const link = page.url()
    expect(link.length).toBeLessThan(8192)

    const other = await journey.open(link.replace(journey.console().url, ''))
    await other
      .getByRole('dialog', { name: /^Create noted/ })
      .getByRole('heading', { name: 'Before' })
      .waitFor()
    expect(await storedAlias('noted')).toBeNull()

    const cut = await journey.open(link.replace(journey.console().url, '').slice(0, -40))
    const said = cut.getByRole('dialog', { name: 'This link opens no change' })
    await said.getByText(/A part of it is missing/).waitFor()
    expect(await findViolations(cut)).toEqual([])
    await said.getByRole('button', { name: 'Close' }).last().click()
    await cut.waitForURL((url) => !url.searchParams.has('plan'))
  })

  it('fits a narrow screen: nothing but its middle scrolls, and that not sideways', async () => {
    const page = await journey.open(`/services/new?namespace=${where}`, { viewport: narrow })
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('a'.repeat(63))
    const { scroll, client } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
      return { scroll: [scrollWidth, scrollHeight], client: [clientWidth, clientHeight] }
    })
    expect(scroll).toEqual(client)
  })
})
