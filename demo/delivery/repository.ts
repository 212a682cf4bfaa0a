import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type DeliveredService, trackingId, trackingKey } from './delivery-bot.ts'

const longestName = 254

/** A folder with one manifest per delivered Service, `<namespace>/<name>.yaml`: what a repository is to the tool that delivers from it. */
export interface Repository {
  /** The target that the manifest says now; throws with words for people when it says none. */
  readonly read: (service: DeliveredService) => Promise<string>
}

/** Opens the folder, and writes each manifest that is missing in it. */
export async function openRepository(folder: string, services: readonly DeliveredService[]): Promise<Repository> {
  const pathOf = ({ namespace, name }: DeliveredService) => join(folder, namespace, `${name}.yaml`)
  for (const service of services) {
    const path = pathOf(service)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, stringify(manifestOf(service)), { flag: 'wx' }).catch(unlessThere)
  }
  return {
    read: async (service) => {
      const path = pathOf(service)
      const manifest: unknown = parse(await readFile(path, 'utf8'))
      const target = targetOf(manifest)
      if (target === null) throw new Error(`${path} has no spec.externalName`)
      return target
    },
  }
}

function manifestOf({ namespace, name, externalName, deliveredBy }: DeliveredService): object {
  const annotations = { [trackingKey]: trackingId(deliveredBy, namespace, name) }
  const metadata = { namespace, name, annotations }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName } }
}

function targetOf(manifest: unknown): string | null {
  if (typeof manifest !== 'object' || manifest === null || !('spec' in manifest)) return null
  const { spec } = manifest
  if (typeof spec !== 'object' || spec === null || !('externalName' in spec)) return null
  const { externalName } = spec
  return typeof externalName === 'string' && externalName !== '' && externalName.length <= longestName
    ? externalName
    : null
}

function unlessThere(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
  throw error
}
