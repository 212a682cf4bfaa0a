import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type StartedControlPlane, startControlPlane } from '../control-plane/start.ts'
import { launchBrowser } from '../journeys/browser.ts'
import type { BenchConsole } from './bench-console.ts'
import { listFigures, liveFigures, memoryFigure, scrapeFigure, screenFigures, startFigures } from './bench-figures.ts'
import { type BenchOptions, type BenchPart, readBenchOptions, usage } from './bench-options.ts'
import {
  type BenchReport,
  type ChangesReport,
  type ConsoleReport,
  type DoorsReport,
  renderChanges,
  renderConsole,
  renderConsumers,
  renderDoors,
  renderReport,
  replaceSection,
} from './bench-report.ts'
import { changeFigures } from './change-figures.ts'
import { consumerFigures } from './consumer-figures.ts'
import { currentLoad, describeMachine } from './describe-machine.ts'
import { dnsFigures, tlsFigures } from './door-figures.ts'
import { environmentFigures } from './environment-figures.ts'
import { type EstateSize, estateWorld } from './estate.ts'
import { bounded, type Figure, formatMs } from './figure.ts'
import { loadEstate } from './load-estate.ts'
import { measureRequests, type RequestMeasure } from './measure-requests.ts'
import { measureSize, type SizeMeasure } from './measure-size.ts'
import { migrationFigures } from './migration-figures.ts'
import { untilQuiet } from './until-quiet.ts'

const document = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md')

/** Runs the benchmark and prints its report; gives the exit code, which says only whether the run came to its end. */
export async function runBench(args: readonly string[]): Promise<number> {
  try {
    const options = readBenchOptions(args)
    if (options === null) {
      console.log(usage)
      return 0
    }
    const text = await onControlPlane(options, options.only === null ? wholeText : partTexts[options.only])
    console.log(text)
    if (!options.write) return 0
    await writeFile(document, options.only === null ? text : replaceSection(await readFile(document, 'utf8'), text))
    return 0
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return 1
  }
}

type Measure = (controlPlane: StartedControlPlane, options: BenchOptions, loadBefore: number) => Promise<string>

async function onControlPlane(options: BenchOptions, measure: Measure): Promise<string> {
  const loadBefore = currentLoad()
  const controlPlane = await startControlPlane({ report: say })
  const stop = () => void controlPlane.stop().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    await controlPlane.world.update(estateWorld)
    return await measure(controlPlane, options, loadBefore)
  } finally {
    await controlPlane.stop()
  }
}

const partTexts: Record<BenchPart, Measure> = {
  doors: async (...measure) => renderDoors(await measureDoors(...measure)),
  console: async (controlPlane, options, loadBefore) =>
    renderConsole(await new Bench(controlPlane, options, loadBefore).measureConsole()),
  consumers: async (controlPlane, options, loadBefore) =>
    renderConsumers(await measureConsumers(controlPlane, options, loadBefore)),
  changes: async (controlPlane, options, loadBefore) => {
    await grow(controlPlane, emptyEstate, options.main)
    const { server } = await measureSize(controlPlane, options.main, options)
    try {
      return renderChanges(await reportChanges(controlPlane, server, options, loadBefore))
    } finally {
      await server.stop()
    }
  },
}

const wholeText: Measure = async (controlPlane, options, loadBefore) => {
  const doors = await measureDoors(controlPlane, options, loadBefore)
  const parts = await new Bench(controlPlane, options, loadBefore).run()
  // Last: a gigabyte of ConfigMaps is nothing that the other figures should be taken beside.
  const consumers = await measureConsumers(controlPlane, options, loadBefore)
  const machine = await describeMachine(controlPlane, loadBefore)
  return renderReport({ isQuick: options.isQuick, machine, doors, consumers, ...parts })
}

async function measureDoors(
  controlPlane: StartedControlPlane,
  options: BenchOptions,
  loadBefore: number,
): Promise<DoorsReport> {
  say('DNS')
  const dns = await dnsFigures(controlPlane, options)
  say('TLS')
  const tls = await tlsFigures(options)
  return { machine: await describeMachine(controlPlane, loadBefore), figures: [...dns, ...tls] }
}

async function measureConsumers(
  controlPlane: StartedControlPlane,
  options: BenchOptions,
  loadBefore: number,
): Promise<DoorsReport> {
  say('consumers')
  const figures = await consumerFigures(controlPlane, options)
  return { machine: await describeMachine(controlPlane, loadBefore), figures }
}

async function reportChanges(
  controlPlane: StartedControlPlane,
  server: BenchConsole,
  options: BenchOptions,
  loadBefore: number,
): Promise<ChangesReport> {
  say('changes')
  const browser = await launchBrowser()
  try {
    const figures = await changeFigures(controlPlane, server, browser, options)
    return { machine: await describeMachine(controlPlane, loadBefore), size: options.main, figures }
  } finally {
    await browser.close()
  }
}

const emptyEstate: EstateSize = { aliases: 0, others: 0 }

async function grow(controlPlane: StartedControlPlane, from: EstateSize, to: EstateSize): Promise<number> {
  say(`${to.aliases} aliases among ${to.aliases + to.others} Services`)
  const loadingMs = await loadEstate(controlPlane, from, to)
  await untilQuiet()
  return loadingMs
}

class Bench {
  readonly #controlPlane: StartedControlPlane
  readonly #options: BenchOptions
  readonly #loadBefore: number
  readonly #figures: Figure[] = []
  readonly #curve: SizeMeasure[] = []
  #present = emptyEstate
  #loadingMs = 0
  #requests: RequestMeasure | null = null
  #console: ConsoleReport | null = null
  #changes: ChangesReport | null = null

  constructor(controlPlane: StartedControlPlane, options: BenchOptions, loadBefore: number) {
    this.#controlPlane = controlPlane
    this.#options = options
    this.#loadBefore = loadBefore
  }

  async run(): Promise<Omit<BenchReport, 'isQuick' | 'machine' | 'doors' | 'consumers'>> {
    for (const size of this.#options.sizes) {
      await this.#grow(size, async (server) => {
        this.#requests = await this.#countRequests(server)
        // Last: what was changed is watched over for a while, and that is asked for at the API server.
        this.#changes = await reportChanges(this.#controlPlane, server, this.#options, this.#loadBefore)
      })
    }
    if (this.#requests === null || this.#changes === null || this.#console === null)
      throw new Error('no size of the curve is the main one')
    const requestFigure = requestsFigure(this.#requests)
    const parts = { console: this.#console, requests: this.#requests, changes: this.#changes }
    return { ...parts, curve: this.#curve, requestFigure }
  }

  /** The console at the main size alone. */
  async measureConsole(): Promise<ConsoleReport> {
    await this.#grow(this.#options.main, async () => {})
    if (this.#console === null) throw new Error('the console was not measured')
    return this.#console
  }

  async #grow(size: EstateSize, afterMain: (server: BenchConsole) => Promise<void>): Promise<void> {
    const { main } = this.#options
    this.#loadingMs += await grow(this.#controlPlane, this.#present, size)
    this.#present = size
    if (size === main) await this.#beforeMain(size.aliases + size.others)
    const { measure, server } = await measureSize(this.#controlPlane, size, this.#options)
    this.#curve.push(measure)
    try {
      if (size === main) {
        await this.#measureMain(server, measure)
        await afterMain(server)
      }
    } finally {
      await server.stop()
    }
  }

  async #beforeMain(services: number): Promise<void> {
    const rate = (services * 1000) / this.#loadingMs
    this.#figures.push(
      bounded(
        'Loading the estate',
        `${formatMs(this.#loadingMs)} for ${services} Services (${rate.toFixed(0)}/s)`,
        '',
        '≤ 60 s',
        this.#loadingMs <= 60_000,
      ),
    )
    say('start')
    this.#figures.push(...(await startFigures(this.#controlPlane, this.#options)))
  }

  async #measureMain(server: BenchConsole, size: SizeMeasure): Promise<void> {
    this.#figures.push(await memoryFigure(this.#controlPlane, size))
    say('lists')
    this.#figures.push(...(await listFigures(this.#controlPlane, server, this.#options)))
    this.#figures.push(...(await migrationFigures(this.#controlPlane, server, this.#options)))
    this.#figures.push(...(await environmentFigures(this.#controlPlane, server, this.#options)))
    this.#figures.push(await scrapeFigure(this.#controlPlane, server, this.#options))
    const browser = await launchBrowser()
    try {
      say('screens')
      this.#figures.push(...(await screenFigures(this.#controlPlane, server, browser, this.#options)))
      say('patches')
      this.#figures.push(...(await liveFigures(this.#controlPlane, server, browser, this.#options)))
    } finally {
      await browser.close()
    }
    const machine = await describeMachine(this.#controlPlane, this.#loadBefore)
    this.#console = { machine, size: this.#options.main, figures: this.#figures }
  }

  #countRequests(server: BenchConsole): Promise<RequestMeasure> {
    const { streams, countMinutes } = this.#options
    say(`requests at the API server, ${countMinutes} min`)
    return measureRequests(this.#controlPlane, server.url, streams, countMinutes)
  }
}

function requestsFigure({ total, lists, counts, streams, minutes }: RequestMeasure): Figure {
  const watches = counts['watch services'] ?? 0
  return bounded(
    `Requests at the API server, ${streams} browsers, ${minutes} min`,
    `${total}, of them ${lists} lists`,
    `${streams} times \`kubectl get --watch\`: ${streams} lists and ${streams} watches at the start`,
    'no lists',
    lists === 0 && watches <= minutes,
  )
}

function say(text: string): void {
  console.error(`[bench] ${text}`)
}
