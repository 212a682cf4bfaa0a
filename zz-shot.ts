import { launchBrowser } from './tests/journeys/browser.ts'

const browser = await launchBrowser()
const base = 'http://127.0.0.1:7493'
const [{ name: cluster }] = (await (await fetch(`${base}/api/v1/services?limit=1`)).json()).clusters
for (const [scheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  await page.route('**/api/v1/plans', async (route) => {
    const answer = await route.fetch()
    const plan = await answer.json()
    if (plan.fieldOwner && process.env.HEAL) {
      plan.fieldOwner.heals = 'self-heal'
      plan.fieldOwner.withinSeconds = 5
      plan.fieldOwner.source = 'https://git.quillmoor.example/catalogue/deploy, overlays/production'
      plan.fieldOwner.signals[0].says = 'Application catalogue-prod heals itself: selfHeal is true'
    }
    await route.fulfill({ response: answer, json: plan })
  })
  await page.goto(`${base}/services/${cluster}/catalogue/publishers-feed`)
  await page.getByRole('button', { name: 'Retarget…' }).first().click()
  const field = page.getByRole('dialog').getByRole('textbox').first()
  await field.fill('feeds-next.pressline.example')
  await field.press('Enter')
  await page.getByText('Change it in Git instead').waitFor({ timeout: 60000 })
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/c-git-${scheme}-${width}.png` })
  if (width === 390) {
    for (const y of [1, 2, 3]) {
      await page.evaluate(() => {
        for (const el of document.querySelectorAll('[role=dialog] *'))
          if (
            el.scrollHeight > el.clientHeight + 50 &&
            getComputedStyle(el).overflowY !== 'visible' &&
            getComputedStyle(el).overflowY !== 'hidden'
          )
            el.scrollTop += 600
      })
      await page.waitForTimeout(300)
      await page.screenshot({ path: `/tmp/c-git-${scheme}-${width}-${y}.png` })
    }
  }
  if (scheme === 'light' && process.env.PROPOSE) {
    await page.getByRole('button', { name: 'Copy patch and wait for it' }).click()
    await page.getByText('Waiting for the repository.').waitFor({ timeout: 60000 })
    await page.waitForTimeout(1000)
    await page.screenshot({ path: `/tmp/c-wait-${scheme}-${width}.png` })
  }
  await context.close()
}
await browser.close()
