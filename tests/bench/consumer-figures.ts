import type { StartedControlPlane } from '../control-plane/start.ts'
import type { BenchOptions } from './bench-options.ts'
import { bounded, type Figure, formatBytes, formatMs, formatSpread, plain } from './figure.ts'
import { measureConsumers } from './measure-consumers.ts'

const mostGrownBytes = 150e6

/** What names aliases among many large ConfigMaps: time, memory, and what else the console does meanwhile. */
export async function consumerFigures(controlPlane: StartedControlPlane, options: BenchOptions): Promise<Figure[]> {
  const { configMaps, configMapBytes: bytesEach } = options
  const measure = await measureConsumers(controlPlane, { configMaps, bytesEach })
  const { found, readAfterMs, peakBytes, peakWithoutBytes, meanwhile, kubectl } = measure
  const grown = peakBytes - peakWithoutBytes
  const what = `${configMaps} ConfigMaps of ${bytesEach / 1024} KiB`
  return [
    plain(
      `${what}: read for what names an alias`,
      `${formatMs(readAfterMs)}, ${found} found`,
      `\`kubectl get configmaps\` page by page ${formatMs(kubectl.elapsedMs)}`,
    ),
    bounded(
      'Highest memory meanwhile',
      `${formatBytes(peakBytes)}, ${formatBytes(grown)} more than without them`,
      `\`kubectl\` ${formatBytes(kubectl.peakBytes)}`,
      `≤ ${formatBytes(mostGrownBytes)} more`,
      grown <= mostGrownBytes,
    ),
    plain('A small request meanwhile', formatSpread(meanwhile), ''),
  ]
}
