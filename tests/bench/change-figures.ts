import type { Browser } from 'playwright-core'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import type { BenchServer } from './bench-console.ts'
import type { BenchOptions } from './bench-options.ts'
import { makeChangeGroups } from './change-groups.ts'
import { bounded, type Figure, formatSpread, plain } from './figure.ts'
import { askEveryMs, measureChanges } from './measure-changes.ts'
import { measurePlans } from './measure-plans.ts'

export async function changeFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  browser: Browser,
  { samples, switches }: BenchOptions,
): Promise<Figure[]> {
  const groups = await makeChangeGroups(controlPlane, url, switches + 1)
  const plans = await measurePlans(controlPlane, url, groups, samples)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const changes = await measureChanges({ controlPlane, url, page: await context.newPage(), groups })
    const byHand = `\`kubectl patch\`, then CoreDNS asked every ${askEveryMs} ms ${formatSpread(changes.kubectlStartToDns)}`
    const missed = changes.missed === 0 ? '' : `; ${changes.missed} never came`
    return [
      bounded(
        '`POST /plans` of a switch: all prechecks and the dry run',
        `${formatSpread(plans.plan)} (${plans.plan.count} plans)`,
        `\`kubectl patch --dry-run=server\` ${formatSpread(plans.kubectl)}; that dry run over a kept connection ${formatSpread(plans.dryRun)}`,
        'p99 ≤ 5 s',
        plans.plan.p99 <= 5000,
      ),
      plain(
        'Click → applied: planned, checked, recorded, patched',
        `${formatSpread(changes.applied)} (${changes.switches} clicks)`,
        `\`kubectl patch\` ${formatSpread(changes.kubectl)}`,
      ),
      plain(
        'Applied → CoreDNS answers the new name',
        formatSpread(changes.appliedToDns),
        `\`kubectl patch\` done → CoreDNS ${formatSpread(changes.kubectlToDns)}`,
      ),
      bounded(
        'Click → CoreDNS answers the new name',
        formatSpread(changes.clickToDns),
        byHand,
        'p99 ≤ 1 s',
        changes.clickToDns.p99 <= 1000,
      ),
      plain('Click → “seen” on screen, target checked', `${formatSpread(changes.seen)}${missed}`, byHand),
    ]
  } finally {
    await context.close()
  }
}
