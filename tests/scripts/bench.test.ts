import { describe, expect, it } from 'vitest'
import { needsConsole, readBenchOptions } from '../bench/bench-options.ts'
import {
  type BenchReport,
  type Machine,
  renderChanges,
  renderConsole,
  renderDoors,
  renderReport,
  replaceSection,
} from '../bench/bench-report.ts'
import { aliasObject } from '../bench/estate.ts'
import { bounded, plain } from '../bench/figure.ts'
import { summarise } from '../bench/statistics.ts'
import { summariseChanges } from '../bench/summarise-changes.ts'

describe('summarise', () => {
  it('takes percentiles by nearest rank, whatever the order', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(summarise(samples)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
  })

  it('gives no figure for no sample', () => {
    expect(summarise([]).p50).toBeNaN()
  })
})

describe('summariseChanges', () => {
  const switched = { clickedMs: 1000, answeredMs: 1080, appliedMs: 1060, dnsMs: 1070, seenMs: 1300 }
  const patched = { startedMs: 5000, patchedMs: 5090, dnsMs: 5095 }

  it('counts from the click, from the patch, and from the start of kubectl', () => {
    expect(summariseChanges([switched], [patched])).toMatchObject({
      ...{ applied: { p50: 80 }, appliedToDns: { p50: 10 }, clickToDns: { p50: 70 }, seen: { p50: 300 } },
      ...{ kubectl: { p50: 90 }, kubectlToDns: { p50: 5 }, kubectlStartToDns: { p50: 95 } },
      ...{ switches: 1, missed: 0 },
    })
  })

  it('takes no time below zero when the cluster’s DNS answered before the writer heard of it', () => {
    const measure = summariseChanges([{ ...switched, dnsMs: 1055 }], [{ ...patched, dnsMs: 5085 }])
    expect(measure).toMatchObject({ appliedToDns: { p50: 0 }, kubectlToDns: { p50: 0 }, clickToDns: { p50: 55 } })
  })

  it('tells how many never came instead of counting them', () => {
    const measure = summariseChanges([switched, { ...switched, seenMs: null }], [patched])
    expect(measure).toMatchObject({ switches: 2, missed: 1, seen: { count: 1, max: 300 } })
  })
})

describe('the arguments of the benchmark', () => {
  it('count requests for ten minutes unless told otherwise', () => {
    expect(readBenchOptions([])?.countMinutes).toBe(10)
    expect(readBenchOptions(['--minutes', '3'])?.countMinutes).toBe(3)
    expect(readBenchOptions(['--quick'])?.countMinutes).toBeLessThan(1)
  })

  it.each(['0', '61', '-1', 'ten', '1.5'])('refuse %s minutes and name the argument', (minutes) => {
    expect(() => readBenchOptions([`--minutes=${minutes}`])).toThrow('--minutes')
  })

  it('choose one part, and refuse one that there is not with those there are', () => {
    expect(readBenchOptions([])?.only).toBeNull()
    expect(readBenchOptions(['--quick', '--only', 'changes'])).toMatchObject({ isQuick: true, only: 'changes' })
    expect(() => readBenchOptions(['--only', 'chances'])).toThrow(
      '--only must be doors, console, changes, or consumers, not "chances"',
    )
  })

  it.each([
    [[], true],
    [['--quick'], true],
    [['--only=changes'], true],
    [['--only', 'console'], true],
    [['--only', 'doors'], false],
    [['--help'], false],
    [['--minutes', 'ten'], false],
    [['--fast'], false],
  ])('%j need a built console: %s', (args, needs) => {
    expect(needsConsole(args)).toBe(needs)
  })

  it('measure at one of the sizes of the curve', () => {
    for (const args of [[], ['--quick']]) {
      const options = readBenchOptions(args)
      expect(options?.sizes).toContain(options?.main)
    }
  })
})

describe('the estate', () => {
  it('holds every alias once, and whole blue-green groups', () => {
    const names = Array.from({ length: 900 }, (_, index) => aliasObject(index)).map(
      (it) => `${it.namespace}/${it.name}`,
    )
    expect(new Set(names).size).toBe(900)
    expect(names).toEqual(
      expect.arrayContaining(['bench-030/api-30', 'bench-030/api-30-blue', 'bench-030/api-30-green']),
    )
  })
})

describe('the report', () => {
  const machine = (load: number, date = '2026-11-24'): Machine => ({
    ...{ date, processor: 'A | B', cores: 2, memoryBytes: 8e9, system: 'Linux', node: '24', kubernetes: 'v1' },
    load: [load, load],
  })
  const report = (load: number): BenchReport => ({
    isQuick: false,
    machine: machine(load),
    doors: { machine: machine(load), figures: [plain('TLS probe', '2 ms', 'Node 1 ms')] },
    changes: {
      machine: machine(load),
      size: { aliases: 10_000, others: 40_000 },
      figures: [plain('Click → applied', '90 ms', 'kubectl 50 ms')],
    },
    consumers: { machine: machine(load), figures: [plain('ConfigMaps read', '20 s', 'kubectl 30 s')] },
    console: {
      machine: machine(load),
      size: { aliases: 10_000, others: 40_000 },
      figures: [plain('One thing', '1 ms', 'kubectl | 2 ms'), bounded('Another', '3 ms', '', '≤ 2 ms', false)],
    },
    requestFigure: bounded('Requests', '200, of them 0 lists', '', 'no lists', true),
    curve: [],
    requests: { streams: 100, minutes: 10, counts: { 'get /readyz': 200 }, total: 200, lists: 0 },
  })

  it('says which goal is missed, and keeps a bar in a cell from making a column', () => {
    const text = renderReport(report(0.1))
    expect(text).toContain('| Another | 3 ms |  | ≤ 2 ms | **missed** |')
    expect(text).toContain('| One thing | 1 ms | kubectl \\| 2 ms |  |  |')
  })

  it('says that the machine was busy when it was', () => {
    expect(renderReport(report(0.1))).not.toContain('busy')
    expect(renderReport(report(4))).toContain('**The machine was busy with other work**')
  })

  it('says among how much changes were measured', () => {
    expect(renderChanges(report(0.1).changes)).toContain('10,000 aliases among 50,000 Services')
  })

  const later = machine(4, '2026-12-01')
  const doorsLater = renderDoors({ machine: later, figures: [plain('TLS probe', '7 ms', 'Node 5 ms')] })
  const consoleLater = renderConsole({
    ...{ machine: later, size: { aliases: 10_000, others: 5000 } },
    figures: [plain('Start', '2 s', 'Next 1 s')],
  })
  const changesLater = renderChanges({
    ...{ machine: later, size: { aliases: 10_000, others: 5000 } },
    figures: [plain('Click → applied', '80 ms', 'kubectl 60 ms')],
  })

  it.each([
    ['the console', renderConsole(report(0.1).console), consoleLater, '| Start | 2 s | Next 1 s |'],
    ['the doors', renderDoors(report(0.1).doors), doorsLater, '| TLS probe | 7 ms | Node 5 ms |'],
    ['the changes', renderChanges(report(0.1).changes), changesLater, '| Click → applied | 80 ms | kubectl 60 ms |'],
  ])('takes the section of %s measured later, with its own day and load, and leaves the rest', (_, old, text, line) => {
    const before = renderReport(report(0.1))
    const after = replaceSection(before, text)
    expect(after).toContain('2026-12-01. **The machine was busy with other work**')
    expect(after).toContain(line)
    const [head = '', tail = '', ...more] = before.split(old)
    expect(more).toEqual([])
    expect(after).toBe(`${head}${text}${tail}`)
    const [title = ''] = text.split('\n')
    expect(() => replaceSection('# Benchmarks', text)).toThrow(title)
  })
})
