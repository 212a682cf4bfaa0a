import type { PortText } from '@/components/change/port-text'
import type { Row } from '@/lib/contract/row'
import { portProtocols } from '@/lib/domain/change/change-request'

interface PodPort {
  name: string | null
  number: number
  protocol: string
}

/** Ports of a Service for what its pods listen on: those that the alias declares keep their name and number. */
export function workloadPorts(pods: readonly PodPort[], own: Row['ports']): PortText[] {
  return pods.map(({ name, number, protocol }, index) => {
    const kept =
      own.find((port) => port.port === number) ?? (pods.length === 1 && own.length === 1 ? own[0] : undefined)
    return {
      key: index,
      name: kept?.name ?? name ?? '',
      port: String(kept?.port ?? number),
      protocol: portProtocols.find((known) => known === protocol) ?? 'TCP',
      targetPort: name ?? String(number),
    }
  })
}
