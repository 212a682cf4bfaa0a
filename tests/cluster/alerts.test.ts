import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { buildInstallTools } from '../control-plane/build-install-tools.ts'
import { chartFolder, renderChart } from '../deploy/helm.ts'

interface Alert {
  readonly alert: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** What Prometheus' own parser says of an expression. */
interface Reading {
  readonly fault?: string
  readonly type: string
  readonly selectors: readonly { readonly name: string; readonly labels: readonly string[] }[]
  readonly grouping: readonly string[]
}

// Of the scrape, not of the series: who told it.
const scrapeLabels = ['pod']
let alerts: Alert[]
let helm: string
let readings: Reading[]
/** Each series with its labels, as docs/metrics.md says, which a test of the exposition holds to be true. */
let series: Map<string, string[]>

beforeAll(async () => {
  const tools = await buildInstallTools((line) => process.stderr.write(`[install] ${line}\n`))
  helm = tools.helm
  const { groups } = parse(await readFile(join(chartFolder, 'files', 'alerts.yaml'), 'utf8'))
  alerts = groups.flatMap(({ rules }: { rules: Alert[] }) => rules)
  readings = await readExpressions(
    tools.promql,
    alerts.map(({ expr }) => expr),
  )
  const text = await readFile(join(chartFolder, '..', '..', '..', 'docs', 'metrics.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `(signpost_\w+)` \| (\w+) \| (.*?) \|/gm)]
  series = new Map(
    rows.flatMap(([, name = '', kind, cell = '']) => {
      const labels: string[] = cell.match(/\w+/g) ?? []
      const buckets: [string, string[]] = [`${name}_bucket`, [...labels, 'le']]
      return kind === 'histogram' ? [buckets] : [[name, labels] as [string, string[]]]
    }),
  )
}, 900_000)

async function readExpressions(promql: string, expressions: readonly string[]): Promise<Reading[]> {
  const child = spawn(promql, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(expressions))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await once(child, 'close')
  return JSON.parse(output)
}

const labelsOf = ({ selectors }: Reading) => selectors.flatMap(({ name }) => series.get(name) ?? [])

describe('the alerts of the chart', () => {
  it('are PromQL that gives series', () => {
    expect(alerts.length).toBeGreaterThan(10)
    expect(readings.map(({ fault, type }) => fault ?? type)).toEqual(alerts.map(() => 'vector'))
  })

  it('ask for series and labels that the console tells, and for no other', () => {
    for (const [index, { alert }] of alerts.entries()) {
      for (const { name, labels } of readings[index]?.selectors ?? []) {
        expect([...series.keys()], alert).toContain(name)
        expect(
          labels.filter((label) => !series.get(name)?.includes(label)),
          alert,
        ).toEqual([])
      }
    }
  })

  it('go by labels that their series have, and tell only what is left of them', () => {
    for (const [index, { alert, labels, annotations }] of alerts.entries()) {
      const reading = readings[index]
      if (reading === undefined) throw new Error(`${alert} was not read`)
      const known = [...labelsOf(reading), ...scrapeLabels]
      expect(
        reading.grouping.filter((label) => !known.includes(label)),
        alert,
      ).toEqual([])
      const told = [
        ...Object.values(annotations)
          .join()
          .matchAll(/\$labels\.(\w+)/g),
      ].map(([, label]) => label)
      expect(
        told.filter((label = '') => !reading.grouping.includes(label)),
        alert,
      ).toEqual([])
      expect(['critical', 'warning'], alert).toContain(labels.severity)
      expect(annotations.summary, alert).toMatch(/\S/)
    }
  })

  it('are told by the chart as they are, each with a link to its section of the runbook where that has an address', async () => {
    const prometheusRule = { enabled: true, runbookUrl: 'https://wiki.example.com/runbook' }
    const rendered = await renderChart(helm, 'signpost', { metrics: { enabled: true, prometheusRule } })
    const rule = rendered.find(({ kind }) => kind === 'PrometheusRule')
    const { groups } = z
      .object({ spec: z.object({ groups: z.array(z.object({ rules: z.array(z.unknown()) })) }) })
      .parse(rule).spec
    expect(groups.flatMap(({ rules }) => rules)).toEqual(
      alerts.map((alert) => ({
        ...alert,
        annotations: {
          ...alert.annotations,
          runbook_url: `https://wiki.example.com/runbook#${alert.alert.toLowerCase()}`,
        },
      })),
    )
  })

  it('are of one name each', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  })
})
