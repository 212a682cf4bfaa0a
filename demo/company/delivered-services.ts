import type { DeliveredService } from '../delivery/delivery-bot.ts'
import { company } from './company.ts'

/** The aliases that Argo CD delivers, as their repository says them at first. */
export function deliveredServices(): DeliveredService[] {
  return company.flatMap(({ name: namespace, aliases }) =>
    aliases.flatMap(({ name, target, application }) =>
      application === undefined ? [] : [{ namespace, name, externalName: target, deliveredBy: application }],
    ),
  )
}
