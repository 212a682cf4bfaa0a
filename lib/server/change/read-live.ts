import { AppError } from '@/lib/domain/app-error'
import { memberName } from '@/lib/domain/group/find-groups'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { readService } from '@/lib/kubernetes/services'
import type { ChangeContext } from './change-context'

/** What is in the cluster right now, read with the viewer's identity. */
export interface LiveState {
  service: ServiceObject
  /** The colours beside the active alias, for a switch. */
  colours: { blue: ServiceObject | null; green: ServiceObject | null } | null
}

/** A fresh read of the Service and, for a switch, of its colours; null when the Service is not there or the viewer may not see it. */
export async function readLive({ request, ref, client }: ChangeContext): Promise<LiveState | null> {
  const read = (name: string) => readService(client, ref.namespace, name)
  const colours = request.kind === 'switch'
  const [service, blue, green] = await Promise.all([
    read(ref.name).catch(notVisible),
    colours ? read(memberName(ref.name, 'blue')) : null,
    colours ? read(memberName(ref.name, 'green')) : null,
  ])
  return service && { service, colours: colours ? { blue, green } : null }
}

function notVisible(error: unknown): null {
  if (error instanceof AppError && error.code === 'forbidden') return null
  throw error
}
