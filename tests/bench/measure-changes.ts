import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { resolverFor } from '../control-plane/dns-client.ts'
import { poll } from '../control-plane/poll.ts'
import { type ChangeGroup, changeEnvironment } from './change-groups.ts'
import { drawnAt } from './drawn-at.ts'
import { epochMs } from './event-streams.ts'
import { patchWithKubectl } from './kubectl-patch.ts'
import { type ChangesMeasure, type Patched, type Switched, summariseChanges } from './summarise-changes.ts'

/** How often CoreDNS is asked for the name, whoever wrote it. */
export const askEveryMs = 2
const limitMs = 15_000
const pauseMs = 350

/**
 * Switches each group to green by its button in a page, the first one to warm up, and has `kubectl patch` take it back to blue: both write the
 * same Service, and the same questions at CoreDNS tell when the new name is there.
 */
export async function measureChanges(options: {
  readonly controlPlane: ControlPlane
  readonly url: string
  readonly page: Page
  readonly groups: readonly ChangeGroup[]
}): Promise<ChangesMeasure> {
  const { controlPlane, url, page, groups } = options
  await page.goto(`${url}/switches?environment=${changeEnvironment}`)
  await page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .waitFor()
  const switched: Switched[] = []
  const patched: Patched[] = []
  for (const [index, group] of groups.entries()) {
    switched.push(await switchByClick({ ...options, group }))
    patched.push(await switchBackByKubectl(controlPlane, group))
    // Uneven, so that no timer of the console beats in step with the clicks.
    await delay(pauseMs + (index % 7) * 23)
  }
  return summariseChanges(switched.slice(1), patched.slice(1))
}

async function switchByClick(options: {
  readonly controlPlane: ControlPlane
  readonly url: string
  readonly page: Page
  readonly group: ChangeGroup
}): Promise<Switched> {
  const { controlPlane, url, page, group } = options
  const row = page.getByRole('article', { name: `Group ${group.name} in ${group.namespace}` })
  const button = row.getByRole('button', { name: 'Switch to green' })
  await button.hover()
  await noteClick(page)
  const drawn = drawnAt(page, {
    text: 'the new name seen after',
    within: `article[aria-label="Group ${group.name} in ${group.namespace}"]`,
    limitMs,
  })
  const [seenMs, dnsMs] = await Promise.all([drawn, answeredAt(controlPlane, group, group.green), button.click()])
  const { clickedMs, answeredMs } = await readClick(page)
  return { clickedMs, answeredMs, appliedMs: await appliedAt(url, group), dnsMs, seenMs }
}

async function switchBackByKubectl(controlPlane: ControlPlane, group: ChangeGroup): Promise<Patched> {
  const { namespace, name, blue } = group
  const [patched, dnsMs] = await Promise.all([
    patchWithKubectl(controlPlane, { namespace, name, target: blue }),
    answeredAt(controlPlane, group, blue),
  ])
  return { ...patched, dnsMs }
}

/** When CoreDNS first answers the Service's name with a target, asked again and again, in milliseconds since the epoch. */
function answeredAt({ clusterDns }: ControlPlane, { namespace, name }: ChangeGroup, target: string): Promise<number> {
  const resolver = resolverFor(clusterDns)
  const serviceName = `${name}.${namespace}.svc.cluster.local`
  return poll(async () => (await resolver.resolveCname(serviceName)).includes(target) && epochMs(), {
    ...{ what: `CoreDNS answers ${serviceName} with ${target}`, timeoutMs: limitMs, everyMs: askEveryMs },
  })
}

/** Has the page note when the next click came, and forget the requests before it. */
function noteClick(page: Page): Promise<void> {
  return page.evaluate(() => {
    performance.clearResourceTimings()
    addEventListener('click', ({ timeStamp }) => Reflect.set(globalThis, 'benchClicked', timeStamp), {
      ...{ capture: true, once: true },
    })
  })
}

async function readClick(page: Page): Promise<{ clickedMs: number; answeredMs: number }> {
  const { clickedMs, answeredMs } = await page.evaluate(() => {
    const applied = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .find(({ name, responseStatus }) => new URL(name).pathname === '/api/v1/changes' && responseStatus === 201)
    const clicked: number = Reflect.get(globalThis, 'benchClicked')
    const { timeOrigin } = performance
    return { clickedMs: timeOrigin + clicked, answeredMs: applied ? timeOrigin + applied.responseEnd : null }
  })
  if (answeredMs === null) throw new Error('a switch was not applied by one click')
  return { clickedMs, answeredMs }
}

/** When the newest change of a group was applied, in milliseconds since the epoch, as its own steps tell. */
async function appliedAt(url: string, { cluster, namespace, name, green }: ChangeGroup): Promise<number> {
  const answer = await fetch(`${url}/api/v1/services/${cluster}/${namespace}/${name}/changes`)
  const { items }: { items: ChangeAnswer[] } = await answer.json()
  const change = items.find(({ kind, to }) => kind === 'switch' && to.target === green)
  const applied = change?.steps.find(({ state }) => state === 'applied')
  if (applied === undefined) throw new Error(`the record of ${name} tells of no switch`)
  return Date.parse(applied.at)
}

interface ChangeAnswer {
  readonly kind: string
  readonly to: { readonly target: string }
  readonly steps: readonly { readonly state: string; readonly at: string }[]
}
