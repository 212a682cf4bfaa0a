import { AppError } from '@/lib/domain/app-error'
import type { WantedPort } from './change-request'

/** Refuses names behind the ports of a Service without pods: an EndpointSlice has numbers. AppError `unprocessable` with each field named. */
export function validatePortNumbers(ports: readonly WantedPort[]): void {
  const causes = ports.flatMap(({ targetPort }, index) =>
    typeof targetPort === 'string'
      ? [{ field: `ports[${index}].targetPort`, message: 'must be a number where addresses are given' }]
      : [],
  )
  if (causes.length === 0) return
  throw new AppError('unprocessable', 'Addresses have no named ports.', { reason: 'invalid-ports', causes })
}
