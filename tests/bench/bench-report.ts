import type { EstateSize } from './estate.ts'
import type { Figure } from './figure.ts'
import { formatBytes, formatMs } from './figure.ts'
import type { RequestMeasure } from './measure-requests.ts'
import type { SizeMeasure } from './measure-size.ts'

export interface BenchReport {
  readonly isQuick: boolean
  readonly machine: Machine
  readonly console: ConsoleReport
  readonly doors: DoorsReport
  readonly changes: ChangesReport
  readonly consumers: DoorsReport
  readonly curve: readonly SizeMeasure[]
  readonly requests: RequestMeasure
  readonly requestFigure: Figure
}

/** The console with an estate, from its start to a patch that is drawn. */
export interface ConsoleReport {
  readonly machine: Machine
  readonly size: EstateSize
  readonly figures: readonly Figure[]
}

/** What the doors do by themselves, measured with nothing else of the console running. */
export interface DoorsReport {
  readonly machine: Machine
  readonly figures: readonly Figure[]
}

/** What a change costs from plan to proof, at a console with an estate. */
export interface ChangesReport {
  readonly machine: Machine
  readonly size: EstateSize
  readonly figures: readonly Figure[]
}

export interface Machine {
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly system: string
  readonly node: string
  readonly kubernetes: string
  /** One-minute load averages at the start, before the control plane came up, and at the end. */
  readonly load: readonly [before: number, after: number]
}

/** The report as a Markdown document; the same text goes to the terminal. */
export function renderReport(report: BenchReport): string {
  const { machine, doors, changes, consumers, console, curve, requests, requestFigure } = report
  return `${[
    '# Benchmarks',
    'Made by `npm run bench -- --write`. Nothing here passes or fails a build: times belong to a machine and its day, and what they are worth is seen beside the yardstick that was measured in the same run.',
    describeRun(report),
    renderConsole(console).trimEnd(),
    renderDoors(doors).trimEnd(),
    renderChanges(changes).trimEnd(),
    renderConsumers(consumers).trimEnd(),
    '## What a larger estate costs',
    table(
      [
        'aliases',
        'among Services',
        'start → live',
        'memory, every host asked',
        'highest memory',
        'hosts asked after',
        '`GET /services` p50',
        'requests/s',
      ],
      curve.map((size) => [
        thousands(size.aliases),
        thousands(size.services),
        formatMs(size.liveAfterMs),
        formatBytes(size.settledBytes),
        formatBytes(size.peakBytes),
        formatMs(size.settledAfterMs),
        formatMs(size.list.latency.p50),
        size.list.perSecond.toFixed(0),
      ]),
    ),
    'A query is linear in the aliases, a change costs the same whatever their number, and memory grows with aliases and hosts; Services of other types cost nothing.',
    `## Requests at the API server: ${requests.minutes} min, ${requests.streams} browsers, no change`,
    figureTable([requestFigure]),
    table(
      ['request', 'finished'],
      Object.entries(requests.counts)
        .sort((a, b) => b[1] - a[1])
        .map(([what, count]) => [`\`${what}\``, String(count)]),
    ),
    'The watches themselves end after 5 to 8 min and are resumed, not listed again.',
    machineLines(machine),
  ].join('\n\n')}\n`
}

const pixelWords =
  'What a page shows waits for its next frame, and frames are 17 ms apart; `kubectl` writes its line into a pipe, without the frame in which a terminal shows it. Once in a hundred the server or the browser is at something else when the change comes: the page reads its list again after changes, or garbage is collected.'

/** The section of the console, which can be measured apart. */
export function renderConsole({ machine, size, figures }: ConsoleReport): string {
  const what = `With ${estateWords(size)}.`
  return `${renderSection('## The console', what, machine, figures)}\n${pixelWords}\n`
}

/** The section of the doors, which is measured apart and says its own day and load. */
export function renderDoors({ machine, figures }: DoorsReport): string {
  const what = 'The engine, the monitor and the prober in a process of their own, without console and browser.'
  return renderSection('## DNS and TLS by themselves', what, machine, figures)
}

/** The section of the consumers, which is measured apart. */
export function renderConsumers({ machine, figures }: DoorsReport): string {
  const what = 'One console, started on a cluster that holds them, with one alias that some of them name.'
  return renderSection('## What names aliases', what, machine, figures)
}

/** The section of the changes, which can be measured apart as well. */
export function renderChanges({ machine, size, figures }: ChangesReport): string {
  const what = `Blue-green groups beside ${estateWords(size)}: each is switched by one click in a browser and taken back by \`kubectl patch\`, and the cluster's CoreDNS is asked meanwhile.`
  return renderSection('## Changes', what, machine, figures)
}

function estateWords({ aliases, others }: EstateSize): string {
  return `${thousands(aliases)} aliases among ${thousands(aliases + others)} Services`
}

function renderSection(title: string, what: string, machine: Machine, figures: readonly Figure[]): string {
  return `${[title, `${what} ${machine.date}.${describeLoad(machine)}`, figureTable(figures)].join('\n\n')}\n`
}

/** The document with a section in place of the one that it has under the same title; throws where it has none. */
export function replaceSection(document: string, section: string): string {
  const [title] = section.split('\n', 1)
  const start = document.indexOf(`${title}\n`)
  if (start < 0) throw new Error(`the document has no section "${title}"`)
  const end = document.indexOf('\n## ', start)
  return `${document.slice(0, start)}${section}${end < 0 ? '' : document.slice(end)}`
}

function figureTable(figures: readonly Figure[]): string {
  return table(
    ['what', 'Signpost', 'beside it', 'goal', ''],
    figures.map(({ what, value, beside, goal, isMet }) => [what, value, beside, goal ?? '', verdict(isMet)]),
  )
}

function describeRun({ isQuick, machine }: BenchReport): string {
  const size = isQuick ? ' This was a quick run: a smaller estate, fewer samples.' : ''
  return `${machine.date}.${size}${describeLoad(machine)}`
}

function describeLoad({ load: [before, after], cores }: Machine): string {
  return before > cores / 2
    ? ` **The machine was busy with other work** (load average ${before.toFixed(1)} on ${cores} cores before the run, ${after.toFixed(1)} at its end): every time below includes waiting for a core, the yardsticks too.`
    : ` Load average ${before.toFixed(1)} before the run, ${after.toFixed(1)} at its end, on ${cores} cores that all of it and the control plane share.`
}

function machineLines({ processor, cores, memoryBytes, system, node, kubernetes }: Machine): string {
  return `Machine: ${processor}, ${cores} cores, ${formatBytes(memoryBytes)} of memory, ${system}; Node ${node}, Kubernetes ${kubernetes} (etcd, kube-apiserver, kube-controller-manager and CoreDNS on loopback).`
}

function verdict(isMet: boolean | null): string {
  if (isMet === null) return ''
  return isMet ? 'met' : '**missed**'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n')
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function thousands(count: number): string {
  return count.toLocaleString('en')
}
