import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { DeliveryBot, type DeliveryBotOptions } from '../../demo/delivery/delivery-bot.ts'

export interface RevertingController {
  /** How often it wrote. */
  writes(): number
  /** A commit that changes the target. */
  merge(externalName: string): void
  stop(): Promise<void>
}

interface Options {
  client: KubeClient
  service: DeliveryBotOptions['service']
  /** How long after a change Argo CD heals, or how often Flux looks. */
  afterMs: number
}

/** Argo CD with self-healing: a watch wakes it, and it takes back what others wrote after a while; a commit wakes it, too. */
export function startArgo({ client, service, afterMs }: Options): RevertingController {
  const loop = startLoop(new DeliveryBot({ tool: 'argo-cd', service, send: sender(client) }), afterMs)
  const watching = new AbortController()
  const watched = client.watch({
    path: `/api/v1/namespaces/${service.namespace}/services`,
    query: { fieldSelector: `metadata.name=${service.name}` },
    signal: watching.signal,
    idleTimeoutMs: 600_000,
    onEvent: loop.wake,
  })
  return {
    ...loop,
    stop: async () => {
      watching.abort()
      await watched
      await loop.stop()
    },
  }
}

/** Flux: looks at an interval, whatever happens in between. */
export function startFlux({ client, service, afterMs }: Options): RevertingController {
  const loop = startLoop(new DeliveryBot({ tool: 'flux', service, send: sender(client) }), afterMs)
  const timer = setInterval(loop.wake, afterMs)
  loop.wake()
  return {
    ...loop,
    stop: async () => {
      clearInterval(timer)
      await loop.stop()
    },
  }
}

// One look at a time; what wakes it meanwhile makes it look once more.
function startLoop(bot: DeliveryBot, afterMs: number) {
  let written = 0
  let pending: NodeJS.Timeout | null = null
  let looking: Promise<void> = Promise.resolve()
  let isStopped = false
  const look = async () => {
    pending = null
    if (!isStopped && (await bot.reconcile())) written += 1
  }
  const wake = () => {
    if (isStopped) return
    pending ??= setTimeout(() => {
      looking = looking.then(look).catch(wake)
    }, afterMs)
  }
  return {
    wake,
    writes: () => written,
    merge: (externalName: string) => {
      bot.merge(externalName)
      wake()
    },
    stop: async () => {
      isStopped = true
      if (pending) clearTimeout(pending)
      await looking
    },
  }
}

function sender(client: KubeClient): DeliveryBotOptions['send'] {
  return async (request) => (await client.request(request)).body
}
