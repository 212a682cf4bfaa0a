import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { findViolations, type Violation } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'
import { untilSettled } from './until-settled.ts'

const journey = planJourney()
const narrow = { width: 390, height: 844 }

beforeAll(async () => {
  await journey.apply(
    namespace('journey-axe', { environment: 'production' }),
    alias('journey-axe', 'api', 'api-v1.backend.com', { owner: 'storefront-team@company.com' }),
    alias('journey-axe', 'api-blue', 'api-v1.backend.com'),
    alias('journey-axe', 'api-green', 'api-v2.backend.com'),
    alias('journey-axe', 'broken', 'at-hop.broken.example'),
    alias('journey-axe', 'broken-too', 'at-hop.broken.example'),
    alias('journey-axe', 'by-address', '192.168.1.100'),
    alias('journey-axe', 'moved', 'api-v1.backend.com'),
    namespace('journey-axe-dev'),
    alias('journey-axe-dev', 'broken', 'dev.broken.example'),
    alias('journey-axe-dev', 'moved', 'placeholder.example.com'),
    namespace('journey-axe-stg'),
    alias('journey-axe-stg', 'broken', 'dev.broken.example'),
  )
})

const screens: [name: string, path: () => Promise<string>, act?: (page: Page) => Promise<void>][] = [
  [
    'the inventory',
    async () => '/?namespace=journey-axe',
    async (page) => {
      await page.getByRole('region', { name: 'Insight' }).getByText('at-hop.broken.example').waitFor()
    },
  ],
  ['the inventory in groups, filtered', async () => '/?namespace=journey-axe&by=host&environment=!staging'],
  ['the inventory without a match', async () => '/?namespace=journey-axe&q=nothing-has-this'],
  ['the findings', async () => '/?view=findings&namespace=journey-axe'],
  [
    'an unfolded finding that is to be accepted',
    async () => '/?view=findings&namespace=journey-axe&code=IP_LITERAL',
    async (page) => {
      await page.getByRole('button', { name: /by-address/ }).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Accept for a time…' }).click()
      await page.getByRole('dialog', { name: /Accept/ }).waitFor()
    },
  ],
  [
    'rules as admission policy',
    async () => '/?view=findings&policy=NO_OWNER:warn',
    async (page) => void (await page.getByText('kubectl apply -f signpost-policy.yaml').waitFor()),
  ],
  ['the findings without a match', async () => '/?view=findings&q=nothing-has-this'],
  [
    'selected rows',
    async () => '/?namespace=journey-axe',
    async (page) => {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByRole('region', { name: 'Selection' }).waitFor()
    },
  ],
  [
    'what is said of several aliases, planned',
    async () => '/?namespace=journey-axe-dev',
    async (page) => {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByRole('button', { name: 'Describe…' }).click()
      await page.getByLabel(/^Owner/).fill('payments-team')
      await page.getByRole('button', { name: 'Plan the change' }).click()
      await page.getByText('ready to be written').waitFor()
      await page.getByText('What is written, and what was checked').click()
    },
  ],
  [
    'the menu of a row',
    async () => '/?namespace=journey-axe',
    async (page) => {
      await page.keyboard.press('j')
      await page.keyboard.press('m')
      await page.getByRole('menu').waitFor()
    },
  ],
  [
    'the palette',
    async () => '/?namespace=journey-axe',
    async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('api')
      await page.getByRole('option', { name: /^anything contains api/ }).waitFor()
    },
  ],
  [
    'the shortcuts',
    async () => '/?namespace=journey-axe',
    async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
    },
  ],
  ['an alias', () => journey.aliasPath('journey-axe', 'api')],
  ['the resolution of a broken alias', () => journey.aliasPath('journey-axe', 'broken', 'resolution')],
  [
    'a lookup as a pod does it',
    () => journey.aliasPath('journey-axe', 'api', 'resolution'),
    async (page) => {
      await page.getByRole('button', { name: 'Ask as a pod' }).click()
      await page.getByRole('table', { name: 'Queries of the lookup, in order' }).waitFor()
    },
  ],
  [
    'a case of troubleshooting',
    () => journey.aliasPath('journey-axe', 'broken', 'troubleshoot'),
    async (page) => page.getByRole('heading', { name: 'What was tried' }).waitFor(),
  ],
  ['the changes of an alias', () => journey.aliasPath('journey-axe', 'api', 'changes')],
  ['a manifest', () => journey.aliasPath('journey-axe', 'api', 'manifest')],
  ['the switches', async () => '/switches'],
  ['the changes', async () => '/changes'],
  [
    'an unfolded change',
    async () => {
      const spec = { externalName: 'api-v2.backend.com' }
      await journey.administrator().patchService('journey-axe', 'moved', { spec })
      return '/changes?namespace=journey-axe'
    },
    async (page) => {
      await page.getByRole('button', { name: 'moved', exact: true }).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'What happened' }).waitFor()
    },
  ],
  ['the changes without a match', async () => '/changes?q=nothing-has-this'],
  [
    'changes in the palette',
    async () => '/changes',
    async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('#')
      await page.getByRole('group', { name: 'Changes' }).waitFor()
    },
  ],
  [
    'the sheet of a switch',
    async () => {
      const { pathname } = new URL(await journey.aliasPath('journey-axe', 'api'), 'http://localhost')
      const cluster = decodeURIComponent(pathname.split('/')[2] ?? '')
      const request = { kind: 'switch', service: { cluster, namespace: 'journey-axe', name: 'api' }, to: 'green' }
      return `/switches?plan=${encodeURIComponent(JSON.stringify(request))}`
    },
    async (page) => page.getByRole('dialog').getByRole('heading', { name: 'Before' }).waitFor(),
  ],
  [
    'the environments, a line unfolded',
    async () => '/environments?q=journey-axe',
    async (page) => {
      await page.getByText('Placeholder left in by development').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Why it stands out' }).waitFor()
    },
  ],
  ['the environments without a match', async () => '/environments?q=nothing-has-this'],
  [
    'an import, its fields unfolded, with what is wrong with it',
    async () => '/environments/import',
    async (page) => {
      const service = (name: string, spec: string) =>
        `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: journey-axe-dev}\nspec: {${spec}}\n`
      const alias = service('made', 'type: ExternalName, externalName: placeholder.example.com')
      await page.getByRole('textbox').fill(`${alias}---\n${service('part', 'externalName: x.company.com')}`)
      await page.getByRole('button', { name: 'Compare the text' }).click()
      await page.getByRole('button', { name: 'Fields of journey-axe-dev/made' }).click()
      await page.getByText('new spec.externalName').or(page.getByText('then spec.externalName')).first().waitFor()
    },
  ],
  ['an import that nothing was given to', async () => '/environments/import'],
  [
    'the export of the environments',
    async () => '/environments?q=journey-axe&export=true',
    async (page) => page.getByRole('link', { name: 'Download tar' }).waitFor(),
  ],
  ['the dependencies', async () => '/dependencies?owner=storefront-team@company.com'],
  ['a dependency', async () => '/dependencies/api-v1.backend.com'],
  ['a dependency that breaks', async () => '/dependencies/at-hop.broken.example'],
]

const isSerious = ({ impact }: Violation) => impact === 'serious' || impact === 'critical'

describe.each([
  ['wide', {}],
  ['narrow', { viewport: narrow }],
] as const)('without serious accessibility violations, %s, in light and in dark', (_width, options) => {
  it.each(screens)('is %s', async (_name, path, act) => {
    const page = await journey.open(await path(), { reducedMotion: 'reduce', colorScheme: 'light', ...options })
    await untilSettled(page)
    await act?.(page)
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await background()
    expect((await findViolations(page)).filter(isSerious)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await untilSettled(page)
    expect(await background()).not.toBe(light)
    expect((await findViolations(page)).filter(isSerious)).toEqual([])
  })
})
