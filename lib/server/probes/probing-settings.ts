import { readFileSync } from 'node:fs'
import { AppError } from '@/lib/domain/app-error'
import { readAddressPolicy } from '@/lib/domain/probe/address-policy'
import type { ProbeSettings } from '@/lib/domain/probe/probe-policy'
import type { Settings } from '@/lib/server/settings/settings'

/** What of the settings probes go by. */
export interface ProbingSettings extends ProbeSettings {
  reserved: readonly string[]
  allowPrivate: boolean
  /** PEM certificates, null without a bundle. */
  caBundle: string | null
}

const maxBundleBytes = 1024 * 1024

/** Reads them, the file of the bundle included. Throws AppError `invalid` that names the variable: a range or a file that cannot be read. */
export function readProbingSettings(settings: Settings): ProbingSettings {
  const reserved = settings.SIGNPOST_PROBE_RESERVED
  try {
    readAddressPolicy({ apiServers: [], nodes: [], pods: [], services: [], others: reserved, allowPrivate: false })
  } catch (error) {
    throw refused('SIGNPOST_PROBE_RESERVED', error instanceof AppError ? error.message : 'cannot be read')
  }
  return {
    namespaces: settings.SIGNPOST_PROBE_NAMESPACES,
    suffixes: settings.SIGNPOST_PROBE_SUFFIXES,
    ports: settings.SIGNPOST_PROBE_PORTS,
    reserved,
    allowPrivate: settings.SIGNPOST_PROBE_PRIVATE === 'true',
    caBundle: settings.SIGNPOST_CA_BUNDLE === undefined ? null : readBundle(settings.SIGNPOST_CA_BUNDLE),
  }
}

function readBundle(path: string): string {
  const text = readText(path)
  if (text.length > maxBundleBytes) throw refused('SIGNPOST_CA_BUNDLE', `${path} is larger than 1 MiB`)
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw refused('SIGNPOST_CA_BUNDLE', `${path} holds no PEM certificate`)
  }
  return text
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw refused('SIGNPOST_CA_BUNDLE', error instanceof Error ? error.message : `cannot read ${path}`)
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid', `${field}: ${message}`, { causes: [{ field, message }] })
}
