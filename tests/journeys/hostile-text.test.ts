import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'
import { untilSettled } from './until-settled.ts'

const markup = '<img src=x onerror=alert(1)>'
const diagramBreaker = '"]; click n0 href "javascript:alert(2)"'
const directive = '%%{init: {"securityLevel": "loose"}}%%'
const turned = 'abc\u202egnp.exe'
const longName = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(52)}.example`

let folder: string
/** The console sees the cluster under a context whose name is an attack too. */
const journey = planJourney(async ({ kubeconfigPath, contextName }) => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-hostile-'))
  const text = await readFile(kubeconfigPath('admin'), 'utf8')
  const file = join(folder, 'kubeconfig')
  await writeFile(file, text.replaceAll(contextName, JSON.stringify(`${markup}${diagramBreaker}`)), { mode: 0o600 })
  return { KUBECONFIG: file }
})

// Bytes that no host name has, as zone files write them: they arrive in CNAME answers all the same.
const zoneText = (text: string) => [...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')
const leadsTo = (text: string) => [{ type: 'CNAME', data: `${zoneText(text)}.hostile.example` } as const]
const tall = { viewport: { width: 1440, height: 2000 } }

beforeAll(async () => {
  await journey.plane().world.update({
    'markup.hostile.example': leadsTo(markup),
    'breaker.hostile.example': leadsTo(diagramBreaker),
    'directive.hostile.example': leadsTo(directive),
    'turned.hostile.example': leadsTo(turned),
  })
  await journey.apply(
    namespace('journey-hostile'),
    alias('journey-hostile', 'markup', 'markup.hostile.example', { owner: markup, description: markup }),
    alias('journey-hostile', 'breaker', 'breaker.hostile.example', { owner: diagramBreaker }),
    alias('journey-hostile', 'directive', 'directive.hostile.example', { owner: directive }),
    alias('journey-hostile', 'turned', 'turned.hostile.example', { owner: turned }),
    alias('journey-hostile', 'long', longName, { owner: 'javascript:alert(3)', 'signpost/last-change': markup }),
    alias('journey-hostile', 'long-blue', longName),
    alias('journey-hostile', 'long-green', 'markup.hostile.example'),
  )
})
afterAll(async () => {
  await journey.plane().world.reset()
  await rm(folder, { recursive: true, force: true })
})

// That no page runs, loads or opens anything is held against every page of a journey.
describe('hostile text', () => {
  it('shows as text in the inventory, the name of the cluster included', async () => {
    const page = await journey.open('/?namespace=journey-hostile')
    for (const owner of [markup, diagramBreaker, directive])
      await page.getByRole('row').getByText(owner).first().waitFor()
    await page.getByRole('list', { name: 'Clusters' }).getByText(markup).waitFor()
    expect(await page.locator('img, iframe, [onerror]').count()).toBe(0)
    expect(await page.getByRole('main').innerText()).not.toContain('\u202e')
  })

  it.each([
    ['markup', '\\060img\\032src=x'],
    ['breaker', '\\034\\093\\059\\032click'],
    ['directive', '\\037\\037\\123init:'],
    ['turned', '\\226\\128\\174gnp'],
    ['long', longName],
  ])('shows as text on every tab of an alias, the diagrams included: %s', async (name, hop) => {
    const page = await journey.open('/', tall)
    for (const tab of ['overview', 'resolution', 'changes', 'manifest']) {
      await page.goto(await journey.aliasPath('journey-hostile', name, tab))
      await page.getByRole('heading', { level: 1, name: name }).waitFor()
      await untilSettled(page)
      expect(
        await page.locator('main :is(img, iframe, foreignObject, script, [onerror], a[href^="javascript:" i])').count(),
      ).toBe(0)
      const text = await page.getByRole('main').innerText()
      if (tab === 'resolution') expect(text.replaceAll(/\s/g, '')).toContain(hop)
      expect(text).not.toContain('could not be drawn')
      expect(text).not.toContain('\u202e')
    }
  })

  it('shows as text on the switches', async () => {
    const page = await journey.open('/switches', tall)
    const group = page.getByRole('article', { name: 'Group long in journey-hostile' })
    await group.getByText(longName.slice(0, 63)).first().waitFor()
    expect(await page.locator('img, iframe, [onerror]').count()).toBe(0)
  })
})
