import { type DeliveredService, DeliveryBot, type SendRequest } from './delivery-bot.ts'
import { type DeliveryPolicy, readDeliveryPolicy } from './delivery-policy.ts'
import type { Repository } from './repository.ts'

export interface DeliveryOptions {
  readonly services: readonly DeliveredService[]
  readonly repository: Repository
  readonly send: SendRequest
  /** Calls back again and again until the answered function is called. */
  readonly every: (work: () => void) => () => void
  /** Told once for each new trouble. */
  readonly onError: (error: unknown) => void
}

export interface Delivery {
  readonly stop: () => Promise<void>
}

/**
 * Plays Argo CD: at each turn writes what the repository says onto every delivered Service that says something else, where its Application heals
 * itself; where that only syncs, after a commit.
 */
export function keepDelivered({ services, repository, send, every, onError }: DeliveryOptions): Delivery {
  const bots = services.map((service) => ({ service, bot: new DeliveryBot({ tool: 'argo-cd', service, send }) }))
  const synced = new Map<DeliveredService, string>()
  let told = ''
  const turn = async () => {
    const policies = new Map<string, DeliveryPolicy>()
    for (const { service, bot } of bots) {
      try {
        const { deliveredBy } = service
        const policy = policies.get(deliveredBy) ?? (await readDeliveryPolicy(send, deliveredBy))
        policies.set(deliveredBy, policy)
        const wanted = await repository.read(service)
        const isCommitted = wanted !== (synced.get(service) ?? wanted)
        if (policy === 'heals' || (policy === 'syncs' && isCommitted)) {
          bot.merge(wanted)
          await bot.reconcile()
        }
        synced.set(service, wanted)
      } catch (error) {
        if (told !== String(error)) onError(error)
        told = String(error)
      }
    }
  }
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const cancel = every(() => {
    if (isBusy) return
    isBusy = true
    running = turn().finally(() => {
      isBusy = false
    })
  })
  return {
    stop: async () => {
      cancel()
      await running
    },
  }
}
