import { AppError } from '@/lib/domain/app-error'
import { listenForMetrics, type MetricsListener } from '@/lib/server/metrics/metrics-listener'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { placeRuntime } from '@/lib/server/runtime/global-runtime'
import { keepHeapSmall } from '@/lib/server/runtime/keep-heap-small'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { defaultConfig, readConfigFile } from '@/lib/server/settings/config'
import { refuseOpenLoopback } from '@/lib/server/settings/refuse-open-loopback'
import { refuseTwoLists } from '@/lib/server/settings/refuse-two-lists'
import { readSettings, type Settings } from '@/lib/server/settings/settings'

// A full collection takes a moment: the first pages come before it.
const tidyAfterMs = 1500

/** Starts the runtime in the background and closes it, streams included, on SIGTERM and SIGINT. Settings that are wrong end the process and say which. */
export function startConsole(): void {
  try {
    const settings = readSettings(process.env)
    refuseOpenLoopback(settings, process.env)
    const { SIGNPOST_CONFIG: configPath } = settings
    const config = configPath === undefined ? defaultConfig : readConfigFile(configPath)
    refuseTwoLists(settings, config)
    const runtime = new ConsoleRuntime({
      settings,
      config,
      env: process.env,
      clock: systemClock,
      random: Math.random,
      log: (line) => void process.stdout.write(`${line}\n`),
      onSynced: () => void systemClock.after(tidyAfterMs, keepHeapSmall),
    })
    placeRuntime(runtime)
    runtime.start()
    const metrics = startMetrics(settings, runtime)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        void Promise.all([runtime.close(), metrics.then((listener) => listener?.close())]).finally(() =>
          process.exit(0),
        )
      })
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    doNotStart(error.message)
  }
}

async function startMetrics(
  { SIGNPOST_METRICS: address }: Settings,
  { metrics }: ConsoleRuntime,
): Promise<MetricsListener | null> {
  if (address === undefined) return null
  return listenForMetrics(address, () => metrics.read()).catch((error: Error) =>
    doNotStart(`SIGNPOST_METRICS: cannot listen there: ${error.message}`),
  )
}

function doNotStart(why: string): never {
  console.error(`Signpost does not start: ${why}`)
  process.exit(1)
}
