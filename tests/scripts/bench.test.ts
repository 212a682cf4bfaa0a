import { describe, expect, it } from 'vitest'
import { readBenchOptions } from '../bench/bench-options.ts'
import { type BenchReport, type Machine, renderDoors, renderReport, replaceDoors } from '../bench/bench-report.ts'
import { aliasObject } from '../bench/estate.ts'
import { bounded, plain } from '../bench/figure.ts'
import { summarise } from '../bench/statistics.ts'

describe('summarise', () => {
  it('takes percentiles by nearest rank, whatever the order', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(summarise(samples)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
  })

  it('gives no figure for no sample', () => {
    expect(summarise([]).p50).toBeNaN()
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
    figures: [plain('One thing', '1 ms', 'kubectl | 2 ms'), bounded('Another', '3 ms', '', '≤ 2 ms', false)],
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

  it('takes a section measured later into the document, with its own day and load, and leaves the rest', () => {
    const before = renderReport(report(0.1))
    const later = { machine: machine(4, '2026-12-01'), figures: [plain('TLS probe', '7 ms', 'Node 5 ms')] }
    const after = replaceDoors(before, renderDoors(later))
    expect(after).toContain('2026-12-01. **The machine was busy with other work**')
    expect(after).toContain('| TLS probe | 7 ms | Node 5 ms |')
    expect(after).not.toContain('| TLS probe | 2 ms |')
    const [head = '', tail = ''] = before.split(renderDoors(report(0.1).doors))
    expect(after).toBe(`${head}${renderDoors(later)}${tail}`)
    expect(() => replaceDoors('# Benchmarks', renderDoors(later))).toThrow('DNS and TLS')
  })
})
