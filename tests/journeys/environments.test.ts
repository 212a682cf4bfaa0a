import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const development = 'journey-env-development'
const production = 'journey-env-production'
let folder: string

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: orders}\nspec: {${spec}}\n`
const overlay = (where: string) =>
  `namespace: ${where}\nresources: [../../base]\npatchesStrategicMerge: [services-patch.yaml]\n`
const files = {
  'kustomize/base/services.yaml': service('type: ExternalName, externalName: placeholder.example.com'),
  'kustomize/overlays/development/kustomization.yaml': overlay(development),
  'kustomize/overlays/development/services-patch.yaml': service('externalName: api-v1.backend.com'),
  'kustomize/overlays/production/kustomization.yaml': overlay(production),
  'kustomize/overlays/production/services-patch.yaml': service('externalName: api-v2.backend.com'),
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-journey-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await journey.apply(
    namespace(development),
    namespace(production),
    alias(development, 'orders', 'api-v1.backend.com'),
    alias(production, 'orders', 'api-v1.backend.com'),
    alias(production, 'by-hand', 'api-v1.backend.com'),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('an import', () => {
  it('takes a folder, explains the base that lacks its kustomization, and shows what would change where', async () => {
    const page = await journey.open('/environments')
    await page.getByRole('link', { name: 'Import…' }).click()
    await page.waitForURL('**/environments/import')
    await page.getByLabel('Choose a folder…').first().setInputFiles(join(folder, 'kustomize'))
    await page.getByText(/kustomize, held against .*: 1 changed, 1 same, 1 in the cluster only/).waitFor()
    await page.getByText('A base needs one that lists its files').waitFor()
    await page.getByText('Side by side: 1 dependency, nothing would stand out').waitFor()
    const changed = page.getByRole('region', { name: 'production' }).getByRole('listitem').first()
    expect(await changed.textContent()).toContain('now spec.externalName: api-v1.backend.com')

    await changed.getByRole('button', { name: /Change…/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('api-v2.backend.com').first().waitFor()
    expect(new URL(page.url()).searchParams.get('plan')).toContain('retarget')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })

    await journey.administrator().patchService(production, 'orders', { spec: { externalName: 'api-v2.backend.com' } })
    await page.getByRole('button', { name: 'Compare again' }).click()
    await page.getByText(/kustomize, held against .*: 2 same, 1 in the cluster only/).waitFor()
  })
})

describe('rules as admission policy', () => {
  it('are chosen in the findings, in the address, and given as YAML to download', async () => {
    const page = await journey.open('/?view=findings')
    await page.getByRole('button', { name: 'Policy…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Rules as admission policy' })
    await sheet.getByRole('group', { name: 'What is done for No owner' }).getByRole('button', { name: 'Warn' }).click()
    await sheet.getByText('name: signpost-no-owner').first().waitFor()
    expect(new URL(page.url()).searchParams.get('policy')).toBe('NO_OWNER:warn')
    const downloading = page.waitForEvent('download')
    await sheet.getByRole('link', { name: 'Download YAML' }).click()
    expect((await downloading).suggestedFilename()).toBe('signpost-policy.yaml')
    await page.reload()
    await sheet.getByText('kubectl apply -f signpost-policy.yaml').waitFor()
  })
})
