import { describe, expect, it } from 'vitest'
import { planJourney } from './journey.ts'
import { alias, namespace } from './manifests.ts'
import { untilSettled } from './until-settled.ts'

const markup = '<img src=x onerror=alert(1)>'
const diagramBreaker = '"]; click n0 href "javascript:alert(2)"'
const directive = '%%{init: {"securityLevel": "loose"}}%%'
const rightToLeft = 'abc\u202egnp.exe'
const longName = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(53)}.example`

// Bytes that no host name has, as zone files write them: they arrive in CNAME answers all the same.
const zoneText = (text: string) => [...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')

const journey = planJourney(async () => ({}))
const names = ['markup', 'breaker', 'directive', 'turned', 'long'] as const

describe('hostile text', () => {
  it('shows as text on every screen, and runs, loads and opens nothing', async () => {
    const { world } = journey.controlPlane
    await world.update({
      'markup.hostile.example': [{ type: 'CNAME', data: `${zoneText(markup)}.hostile.example` }],
      'breaker.hostile.example': [{ type: 'CNAME', data: `${zoneText(diagramBreaker)}.hostile.example` }],
      'directive.hostile.example': [{ type: 'CNAME', data: `${zoneText(directive)}.hostile.example` }],
      'turned.hostile.example': [{ type: 'CNAME', data: `${zoneText(rightToLeft)}.hostile.example` }],
    })
    await journey.apply(
      namespace('journey-hostile'),
      alias('journey-hostile', 'markup', 'markup.hostile.example', { owner: markup, description: markup }),
      alias('journey-hostile', 'breaker', 'breaker.hostile.example', { owner: diagramBreaker }),
      alias('journey-hostile', 'directive', 'directive.hostile.example', { owner: directive }),
      alias('journey-hostile', 'turned', 'turned.hostile.example', { owner: rightToLeft }),
      alias('journey-hostile', 'long', longName, { owner: 'javascript:alert(3)' }),
      alias('journey-hostile', 'long-blue', longName),
      alias('journey-hostile', 'long-green', 'markup.hostile.example'),
    )
    const inventory = await journey.open('/?namespace=journey-hostile')
    await inventory.getByText(markup).first().waitFor()
    for (const name of names) {
      for (const tab of ['overview', 'resolution', 'manifest']) {
        const page = await journey.open(await journey.aliasPath('journey-hostile', name, tab))
        await page.getByRole('heading', { level: 1 }).waitFor()
        await untilSettled(page)
        expect(await page.locator('main img, main iframe, main a[href^="javascript:" i]').count()).toBe(0)
        await page.context().close()
      }
    }
    const switches = await journey.open('/switches')
    await switches.getByText(longName.slice(0, 40)).first().waitFor()
    await world.reset()
  })
})
