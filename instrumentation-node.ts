import { AppError } from '@/lib/domain/app-error'
import { loadReader } from '@/lib/server/load/read-load'
import { consoleToLog } from '@/lib/server/log/console-to-log'
import { limitRepeats } from '@/lib/server/log/limit-repeats'
import { createLog, type Log } from '@/lib/server/log/log'
import { readLogSettings } from '@/lib/server/log/read-log-settings'
import { isMetricsServer, listenForMetrics, type MetricsListener } from '@/lib/server/metrics/metrics-listener'
import { whenOr } from '@/lib/server/monitor/when-or'
import { observeRequests } from '@/lib/server/requests/observe-requests'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { placeRuntime } from '@/lib/server/runtime/global-runtime'
import { keepHeapSmall } from '@/lib/server/runtime/keep-heap-small'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { version } from '@/lib/server/runtime/version'
import { defaultConfig, readConfigFile } from '@/lib/server/settings/config'
import { isLoopbackHost, listeningHost } from '@/lib/server/settings/listening-host'
import { refuseOpenLoopback } from '@/lib/server/settings/refuse-open-loopback'
import { refuseTwoLists } from '@/lib/server/settings/refuse-two-lists'
import { readSettings, type Settings } from '@/lib/server/settings/settings'
import { certificatePlace } from '@/lib/server/tls/certificate-place'
import { readTlsSettings } from '@/lib/server/tls/read-tls-settings'
import { ServedCertificate } from '@/lib/server/tls/served-certificate'

// A full collection takes a moment: the first pages come before it.
const tidyAfterMs = 1500
const refusalsAMinute = 60
const answerLimitMs = 500

/** Starts the runtime in the background and closes it, streams included, on SIGTERM and SIGINT. Settings that are wrong end the process and say which. */
export function startConsole(): void {
  const log = openLog()
  try {
    const settings = readSettings(process.env)
    refuseOpenLoopback(settings, process.env)
    const { SIGNPOST_CONFIG: configPath } = settings
    const config = configPath === undefined ? defaultConfig : readConfigFile(configPath)
    refuseTwoLists(settings, config)
    const certificate = openCertificate(settings, log)
    const runtime = new ConsoleRuntime({
      settings,
      config,
      env: process.env,
      clock: systemClock,
      random: Math.random,
      log,
      readLoad: loadReader(),
      certificateValidUntilMs: () => certificate?.validUntilMs ?? null,
      onSynced: () => void systemClock.after(tidyAfterMs, keepHeapSmall),
    })
    placeRuntime(runtime)
    const requests = observeRequests({
      log,
      limited: limitRepeats(log, { most: refusalsAMinute, clock: systemClock }),
      elapsedMs: () => performance.now(),
      onAnswered: (request) => runtime.metrics.countRequest(request),
      isForeign: isMetricsServer,
    })
    certificate?.start()
    runtime.start()
    const metrics = startMetrics(settings, runtime)
    tellStart(log, settings)
    endOnSignal(log, async () => {
      certificate?.stop()
      await Promise.all([runtime.close(), metrics.then((listener) => listener?.close())])
      // What has just come to its end is told to whoever ordered it.
      await whenOr(requests.answered(), systemClock, answerLimitMs)
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    doNotStart(error.message)
  }
}

/** In a console under development, and before it is known how, words go where they always do. */
function openLog(): Log {
  const log = createLog({
    ...readLogSettings(process.env, process.stdout.isTTY === true),
    clock: systemClock,
    write: (text) => void process.stdout.write(text),
  })
  if (process.env.NODE_ENV === 'production') consoleToLog(log)
  process.on('uncaughtExceptionMonitor', ({ stack }) =>
    log('error', 'crash', 'a failure that nobody caught', { stack }),
  )
  return log
}

function openCertificate(settings: Settings, log: Log): ServedCertificate | null {
  const paths = readTlsSettings(settings)
  return paths && new ServedCertificate({ paths, clock: systemClock, log, place: certificatePlace() })
}

function tellStart(log: Log, { SIGNPOST_AUTH: auth, SIGNPOST_URL: url, SIGNPOST_TLS_CERT_FILE: tls }: Settings): void {
  const host = listeningHost(process.env)
  const address = `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${process.env.PORT}`
  log('info', 'started', `Signpost ${version} listens on ${address}`, { version, auth, address })
  if (isLoopbackHost(host) || tls !== undefined || url?.protocol === 'https:') return
  const says = 'the console is reached over plain HTTP: whoever is on the way reads tokens and sessions'
  log(
    'warn',
    'plain-http',
    `${says}. Set SIGNPOST_TLS_CERT_FILE, or SIGNPOST_URL to the https address of what is in front`,
  )
}

function endOnSignal(log: Log, close: () => Promise<unknown>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log('info', 'stopping', `${signal}: streams end, and what is under way is recorded`, { signal })
      void close().finally(() => {
        log('info', 'stopped', 'Signpost has stopped')
        process.exit(0)
      })
    })
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
