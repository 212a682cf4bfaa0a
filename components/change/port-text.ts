import type { portProtocols, WantedPort } from '@/lib/domain/change/change-request'

/** A port as it stands in the fields. */
export interface PortText {
  key: number
  name: string
  port: string
  protocol: (typeof portProtocols)[number]
  targetPort: string
}

export function portText({ name = '', port, protocol = 'TCP', targetPort }: WantedPort, index: number): PortText {
  return {
    key: index,
    name,
    port: String(port),
    protocol,
    targetPort: targetPort === undefined ? '' : String(targetPort),
  }
}

/** What a row says; a number that is none becomes NaN, which the contract refuses. */
export function readPort({ name, port, protocol, targetPort }: PortText) {
  const trimmed = { name: name.trim(), targetPort: targetPort.trim() }
  return {
    ...(trimmed.name === '' ? {} : { name: trimmed.name }),
    port: port.trim() === '' ? Number.NaN : Number(port),
    protocol,
    ...(trimmed.targetPort === '' ? {} : { targetPort: Number(trimmed.targetPort) }),
  }
}
