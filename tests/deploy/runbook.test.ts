import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8')
const alertsSchema = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string() })) })) })
const alerts = alertsSchema
  .parse(parse(read('deploy/helm/signpost/files/alerts.yaml')))
  .groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))

describe('docs/runbook.md', () => {
  it('has a section for each alert of the chart, in its order, and for no other', () => {
    const sections = [...read('docs/runbook.md').matchAll(/^### (\w+)$/gm)].map(([, title]) => title)
    expect(alerts.length).toBeGreaterThan(10)
    expect(sections).toEqual(alerts)
  })

  it('says of each alert what to look at or what to do', () => {
    const sections = read('docs/runbook.md').split(/^#{2,3} /m)
    const silent = alerts.filter((alert) => {
      const section = sections.find((text) => text.startsWith(`${alert}\n`)) ?? ''
      return !/\*\*(Check|Do):\*\*/.test(section)
    })
    expect(silent).toEqual([])
  })
})
