import { AppError } from '@/lib/domain/app-error'
import type { Identity } from '@/lib/server/access/identity'
import { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { systemClock } from '@/lib/server/runtime/system-clock'
import { defaultConfig, readConfigFile } from '@/lib/server/settings/config'
import { refuseTwoLists } from '@/lib/server/settings/refuse-two-lists'
import { readSettings } from '@/lib/server/settings/settings'
import type { Given } from './given'
import type { Terminal } from './terminal'
import { until } from './until'

/**
 * A console in this process, without its pages, for as long as `work` takes: with the settings of the environment and the rights of the kubeconfig's
 * user. Throws AppError `unavailable` with the cause when no cluster can be read in time.
 */
export async function withRuntime<Result>(
  { context, timeoutMs, writes = false }: Pick<Given, 'context' | 'timeoutMs'> & { writes?: boolean },
  { env }: Terminal,
  work: (runtime: ConsoleRuntime, identity: Identity) => Promise<Result>,
): Promise<Result> {
  // What only looks leaves to consoles what one of them left undone.
  const own = {
    SIGNPOST_AUTH: 'loopback',
    SIGNPOST_METRICS: undefined,
    ...(writes ? {} : { SIGNPOST_READ_ONLY: 'true' }),
  }
  const given = { ...env, ...own }
  const settings = readSettings(context === undefined ? given : { ...given, SIGNPOST_CONTEXTS: context })
  const { SIGNPOST_CONFIG: configPath } = settings
  const read = configPath === undefined ? defaultConfig : readConfigFile(configPath)
  const config =
    context === undefined ? read : { ...read, clusters: read.clusters.filter((each) => each.context === context) }
  if (context === undefined) refuseTwoLists(settings, config)
  const runtime = new ConsoleRuntime({ settings, config, env, clock: systemClock, random: Math.random })
  runtime.start()
  try {
    const isReady = await until(() => runtime.notReadyBecause() === null, timeoutMs)
    const problem = runtime.clusters().length === 0 ? runtime.problem : null
    if (!isReady || problem !== null)
      throw new AppError('unavailable', problem ?? runtime.notReadyBecause() ?? 'not ready')
    return await work(runtime, await runtime.viewers.loopback())
  } finally {
    await runtime.close()
  }
}
