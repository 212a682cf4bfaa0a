import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import type { ChangeState } from '@/lib/domain/change/change-state'
import { findViolations } from './find-violations.ts'
import { planJourney } from './journey.ts'
import { makeChange } from './make-change.ts'
import { alias, namespace } from './manifests.ts'

const journey = planJourney()
const space = 'journey-states'
const [before, after] = ['api-v1.backend.com', 'api-v2.backend.com']
const wide = { width: 1440, height: 900 }
const looks = {
  wide: { colorScheme: 'light', viewport: wide },
  narrow: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
} as const satisfies Record<string, BrowserContextOptions>

const argoKeeps = (name: string) =>
  alias(space, name, before, { 'argocd.argoproj.io/tracking-id': `finance-prod:/Service:${space}/${name}` })

function helmKeeps(name: string): object {
  const object = { ...alias(space, name, before) }
  const annotations = { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': space }
  const labels = { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': 'shop-1.4.2' }
  return { ...object, metadata: { name, namespace: space, annotations, labels } }
}

beforeAll(async () => {
  await journey.apply(
    namespace(space),
    ...['plain', 'moves', 'fails', 'doubtful', ...Object.keys(looks).map((look) => `races-${look}`)].map((name) =>
      alias(space, name, before),
    ),
    alias(space, 'literal', '203.0.113.9'),
    alias(space, 'frozen', before, { 'signpost/freeze': 'year-end closing' }),
    ...['argo', 'argo-waits'].map(argoKeeps),
    helmKeeps('helm'),
  )
})

async function requestTo(name: string, target = after): Promise<ChangeRequest> {
  const [, , cluster = ''] = (await journey.aliasPath(space, name)).split('/')
  const service = { cluster: decodeURIComponent(cluster), namespace: space, name }
  return { kind: 'retarget', service, target }
}

const planLink = async (name: string, target?: string) =>
  `/changes?plan=${encodeURIComponent(JSON.stringify(await requestTo(name, target)))}`

const links = new Map<string, Promise<string>>()

/** The link of a change that is made once for all looks at it. */
function changeLink(name: string, state: ChangeState, target?: string): Promise<string> {
  const known = links.get(name)
  if (known) return known
  const made = requestTo(name, target).then((request) => makeChange(journey.console().url, request, state))
  links.set(name, made)
  return made
}

const dialog = (page: Page) => page.getByRole('dialog')

/** Somebody else writes the Service after Apply was pressed and before the console has it. */
async function loseTheRace(page: Page, look: string): Promise<void> {
  await page.route('**/api/v1/changes', async (route) => {
    await journey.administrator().patchService(space, `races-${look}`, { spec: { externalName: 'api-v3.backend.com' } })
    await route.continue()
  })
  await dialog(page)
    .getByRole('button', { name: /^Retarget/ })
    .click()
}

const openForm = (page: Page) => page.getByRole('button', { name: 'Point at addresses…' }).click()

interface State {
  /** Opens the sheet where the link alone does not. */
  open?(page: Page): Promise<void>
  link(look: string): Promise<string>
  act?(sheet: Locator, page: Page, look: string): Promise<void>
  /** What is on the sheet when it is there. */
  shows(sheet: Locator): Locator
}

const states: Record<string, State> = {
  'addresses to be given': {
    link: () => journey.aliasPath(space, 'literal'),
    open: openForm,
    shows: (sheet) => sheet.getByText('Without a port the plan is blocked'),
  },
  'addresses and ports that are not right': {
    link: () => journey.aliasPath(space, 'literal'),
    open: openForm,
    act: async (sheet) => {
      await sheet.getByRole('button', { name: 'Add a port' }).click()
      await sheet.getByRole('button', { name: 'Plan the change' }).click()
    },
    shows: (sheet) => sheet.getByText('Port 1 must be a whole number'),
  },
  'a plan that is on its way': {
    link: () => planLink('plain'),
    act: async (sheet, page) => {
      await page.route('**/api/v1/changes', () => undefined)
      await sheet.getByRole('button', { name: /^Retarget/ }).click()
    },
    shows: (sheet) => sheet.getByRole('button', { name: 'Close, it goes on' }),
  },
  'a plan': {
    link: () => planLink('plain'),
    shows: (sheet) => sheet.getByRole('region', { name: 'Cut-over clock' }),
  },
  'a plan with a reason for what blocks it': {
    link: () => planLink('frozen'),
    act: (sheet) => sheet.getByLabel('Go on all the same, because').fill('the provider is on fire'),
    shows: (sheet) => sheet.getByText('1 of 1 overridden'),
  },
  'a plan with the change for Git unfolded': {
    link: () => planLink('helm'),
    act: (sheet) => sheet.getByText('Change it in Git instead').click(),
    shows: (sheet) => sheet.getByRole('region', { name: 'Helm: helm-release.yaml' }),
  },
  'a change for Git': {
    link: () => planLink('argo'),
    shows: (sheet) => sheet.getByRole('region', { name: 'Kustomize: kustomization.yaml' }),
  },
  'a proposal that waits': {
    link: () => changeLink('argo-waits', 'patch-proposed'),
    shows: (sheet) => sheet.getByRole('region', { name: 'Kustomize: kustomization.yaml' }),
  },
  'a change that is verified': {
    link: () => changeLink('moves', 'soaking'),
    shows: (sheet) => sheet.getByText('Verified, soaking'),
  },
  'a change that failed, to be kept or undone': {
    link: () => changeLink('fails', 'failed', 'nowhere.broken.example'),
    act: (sheet) => sheet.getByRole('button', { name: 'Keep…' }).click(),
    shows: (sheet) => sheet.getByLabel('Why it stays'),
  },
  'a change that nobody could prove': {
    link: () => changeLink('doubtful', 'inconclusive', 'refused.broken.example'),
    shows: (sheet) => sheet.getByText('Not verified'),
  },
  'a conflict': {
    link: (look) => planLink(`races-${look}`),
    act: (_, page, look) => loseTheRace(page, look),
    shows: (sheet) => sheet.getByRole('heading', { name: 'Three states' }),
  },
}

describe.each(Object.entries(looks))('without accessibility violations, %s', (look, options) => {
  it.each(Object.entries(states))('is the sheet of %s', async (_, { open, link, act, shows }) => {
    const page = await journey.open(await link(look), { reducedMotion: 'reduce', ...options })
    await open?.(page)
    const sheet = dialog(page)
    await sheet.waitFor()
    await act?.(sheet, page, look)
    await shows(sheet).first().waitFor()
    expect(await findViolations(page, '[role="dialog"]')).toEqual([])
  })
})

describe('the form for addresses', () => {
  it('is filled, corrected and planned by the keyboard alone, and what is wrong is said aloud', async () => {
    const page = await journey.open(await journey.aliasPath(space, 'literal'), { viewport: wide })
    await page.getByRole('button', { name: 'Point at addresses…' }).focus()
    await page.keyboard.press('Enter')
    const sheet = dialog(page)
    const field = (name: string) => sheet.getByRole('textbox', { name, exact: true })
    const has = (name: string) =>
      expect.poll(() => field(name).evaluate((it) => it === document.activeElement)).toBe(true)
    await field('Addresses').waitFor()
    while (!(await field('Addresses').evaluate((it) => it === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await has('Name of port 1')
    await page.keyboard.type('web')
    await page.keyboard.press('Enter')
    await sheet.getByRole('alert').filter({ hasText: 'Port 1 must be a whole number from 1 to 65535.' }).waitFor()
    await page.keyboard.press('Tab')
    await has('Port 1')
    await page.keyboard.type('80')
    await page.keyboard.press('Enter')
    await sheet.getByRole('heading', { name: 'Before' }).waitFor()
    expect(await sheet.getByRole('region', { name: 'Cut-over clock' }).isVisible()).toBe(true)
  })
})

describe('the sheet of a plan', () => {
  it('has from and to, what is to be settled, the forecast and its verb in sight at once', async () => {
    const page = await journey.open(await planLink('frozen'), { viewport: wide })
    const sheet = dialog(page)
    const isInSight = (part: Locator) =>
      part.evaluate((element) => {
        const { top, bottom, left, width } = element.getBoundingClientRect()
        const middle = document.elementFromPoint(left + width / 2, (top + bottom) / 2)
        return top >= 0 && bottom <= window.innerHeight && element.contains(middle)
      })
    await sheet.getByRole('heading', { name: 'Before' }).waitFor()
    for (const part of [
      sheet.getByText(before).first(),
      sheet.getByLabel('Go on all the same, because'),
      sheet.getByRole('region', { name: 'Cut-over clock' }),
      sheet.getByRole('button', { name: /^Retarget/ }),
    ])
      await expect.poll(() => isInSight(part)).toBe(true)
  })
})

describe('a proposal that is opened by its link', () => {
  it('gives the same patch as when it was proposed', async () => {
    const page = await journey.open(await planLink('argo-waits'))
    const shown = (label: string) => dialog(page).getByRole('region', { name: label }).locator('pre').innerText()
    const proposed = await shown('Kustomize: kustomization.yaml')
    await page.goto(await changeLink('argo-waits', 'patch-proposed'))
    await dialog(page).getByText('Waiting for the repository.').waitFor()
    expect(await shown('Kustomize: kustomization.yaml')).toBe(proposed)
    await dialog(page).getByRole('button', { name: 'Plain YAML' }).click()
    expect(await shown('Plain YAML: argo-waits.yaml')).toContain(`externalName: ${after}`)
  })
})
