import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export interface Violation {
  readonly rule: string
  readonly impact: string
  readonly elements: string[]
}

/** What axe finds wrong in a page, or in the part of a selector. */
export async function findViolations(page: Page, within?: string): Promise<Violation[]> {
  // No page of ours has frames; axe's way to look into those opens a second page for its report, which takes as long as the rules.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (within !== undefined) axe.include(within)
  const { violations } = await axe.analyze()
  return violations.map(({ id, impact, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    elements: nodes.map(({ html }) => html.slice(0, 200)),
  }))
}
