import { type DeliveredService, DeliveryBot, type SendRequest } from './delivery-bot.ts'
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

/** Plays Argo CD with self-heal: at each turn writes what the repository says onto every delivered Service that says something else. */
export function keepDelivered({ services, repository, send, every, onError }: DeliveryOptions): Delivery {
  const bots = services.map((service) => ({ service, bot: new DeliveryBot({ tool: 'argo-cd', service, send }) }))
  let told = ''
  const turn = async () => {
    for (const { service, bot } of bots) {
      try {
        bot.merge(await repository.read(service))
        await bot.reconcile()
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
