import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export interface Violation {
  readonly rule: string
  readonly impact: string
  readonly elements: string[]
}

/** What axe finds wrong in a page: in the part of a selector, by one rule, or all. */
export async function findViolations(page: Page, part?: { within?: string; rule?: string }): Promise<Violation[]> {
  // No page of ours has frames; axe's way to look into those opens a second page for its report, which takes as long as the rules.
  let axe = new AxeBuilder({ page }).setLegacyMode()
  if (part?.within !== undefined) axe = axe.include(part.within)
  if (part?.rule !== undefined) axe = axe.withRules(part.rule)
  const { violations } = await axe.analyze()
  return violations.map(({ id, impact, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    elements: nodes.map(({ html }) => html.slice(0, 200)),
  }))
}
