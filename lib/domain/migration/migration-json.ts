import type { WantedPort } from '@/lib/domain/change/change-request'
import { readEndpoint, writeEndpoint } from '@/lib/domain/change/endpoint-json'
import { byteLength, isChangeId, isTime, parseJson } from '@/lib/domain/change/last-change'
import { isMap, isTextMap } from '@/lib/domain/change/merge-patch'
import { readAll } from '@/lib/domain/change/read-all'
import type { Attestation, Migration, MigrationEnd, MigrationNote, MigrationSpec, PlaceInCluster } from './migration'

/** How large one migration may be in a record, in bytes. */
export const maxMigrationBytes = 8 * 1024

const longestText = 1_024

/** A migration as a record keeps it, as JSON text without its id. */
export function encodeMigration({ id: _, from, ...rest }: Migration): string {
  return JSON.stringify({ ...rest, from: writeEndpoint(from) })
}

/** Reads it from a record that others may have written; null when it is not that. */
export function decodeMigration(id: string, text: string): Migration | null {
  const value = isChangeId(id) && byteLength(text) <= maxMigrationBytes ? parseJson(text) : undefined
  if (!isMap(value)) return null
  const spec = readSpec(value.spec)
  const from = readEndpoint(value.from)
  const attestations = readAll(value.attestations, readAttestation)
  const notes = readAll(value.notes, readNote)
  const end = value.end === null ? null : readEnd(value.end)
  const { by, at, soakMinutes } = value
  if (!spec || !from || !attestations || !notes || end === undefined || typeof by !== 'string' || !isTime(at))
    return null
  if (typeof soakMinutes !== 'number' || !Number.isInteger(soakMinutes) || soakMinutes < 0) return null
  return { id, spec, by, at, from, soakMinutes, attestations, notes, end }
}

function readSpec(value: unknown): MigrationSpec | null {
  if (!isMap(value)) return null
  const { pattern, target, selector, workload = null, isHeadless, addresses, ports } = value
  switch (pattern) {
    case 'external-to-internal': {
      const read = readAll(ports, readPort)
      if (!isTextMap(selector) || read === null || !(workload === null || isText(workload))) return null
      return { pattern, workload, selector, ports: read, isHeadless: isHeadless === true }
    }
    case 'provider-to-provider':
    case 'blue-green':
    case 'internal-to-external':
      return isText(target) ? { pattern, target } : null
    case 'address-to-headless': {
      const [read, held] = [readAll(ports, readPort), readAll(addresses, (each) => (isText(each) ? each : null))]
      return read === null || held === null ? null : { pattern, addresses: held, ports: read }
    }
    case 'retarget-many': {
      const waves = readAll(value.waves, (wave) => readAll(wave, readPlace))
      return isText(target) && waves !== null ? { pattern, target, waves } : null
    }
    default:
      return null
  }
}

function readPort(value: unknown): WantedPort | null {
  if (!isMap(value) || typeof value.port !== 'number') return null
  const { name, port, protocol, targetPort, appProtocol } = value
  const isProtocol = protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP'
  return {
    port,
    ...(isText(name) && { name }),
    ...(isProtocol && { protocol }),
    ...((typeof targetPort === 'number' || isText(targetPort)) && { targetPort }),
    ...(isText(appProtocol) && { appProtocol }),
  }
}

function readPlace(value: unknown): PlaceInCluster | null {
  if (!isMap(value) || !isText(value.namespace) || !isText(value.name)) return null
  return { namespace: value.namespace, name: value.name }
}

function readAttestation(value: unknown): Attestation | null {
  if (!isMap(value)) return null
  const { item, by, at, evidence } = value
  return isText(item) && isText(by) && isTime(at) && isText(evidence) ? { item, by, at, evidence } : null
}

function readNote(value: unknown): MigrationNote | null {
  if (!isMap(value)) return null
  const { by, at, text } = value
  return isText(by) && isTime(at) && isText(text) ? { by, at, text } : null
}

function readEnd(value: unknown): MigrationEnd | undefined {
  if (!isMap(value)) return undefined
  const { state, by, at, reason } = value
  if ((state !== 'finished' && state !== 'abandoned') || !isText(by) || !isTime(at)) return undefined
  return { state, by, at, reason: isText(reason) ? reason : null }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText
}
