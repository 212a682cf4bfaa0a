import { type Colour, colours } from '@/lib/domain/group/colour'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { readManifests } from './read-manifests'
import { toYaml } from './to-yaml'

/** What the three Services of a blue-green group are made from: the active one has the target of the colour that is live. */
export interface Trio {
  name: string
  namespace: string
  targets: Readonly<Record<Colour, string>>
  live: Colour
  /** One for each of the three; null for none. */
  port: { name: string; port: number } | null
  environment: string | null
}

/** Three manifests, as three YAML documents: `<name>`, `<name>-blue` and `<name>-green`. */
export function trioText(trio: Trio): string {
  const members = [
    { name: trio.name, target: trio.targets[trio.live] },
    ...colours.map((colour) => ({ name: `${trio.name}-${colour}`, target: trio.targets[colour] })),
  ]
  return members.map((member) => toYaml(manifestOf(trio, member))).join('---\n')
}

function manifestOf({ namespace, port, environment }: Trio, { name, target }: { name: string; target: string }) {
  return {
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: {
      name,
      ...(namespace === '' ? {} : { namespace }),
      ...(environment === null ? {} : { labels: { environment } }),
    },
    spec: {
      ...{ type: 'ExternalName', externalName: target },
      ...(port === null ? {} : { ports: [{ ...port, protocol: 'TCP' }] }),
    },
  }
}

/** What a text of three manifests was made from; null for every text that `trioText` did not write, so that nothing written by hand is lost. */
export function readTrio(text: string): Trio | null {
  const services = readManifests(text).flatMap(({ service }) => service ?? [])
  const [active, blue, green, ...more] = services
  if (active === undefined || blue === undefined || green === undefined || more.length > 0) return null
  const { name, namespace = '', labels = {} } = active.metadata
  const targets = { blue: targetOf(blue), green: targetOf(green) }
  const port = active.spec.ports?.[0]
  const trio: Trio = {
    ...{ name, namespace, targets },
    live: targets.green !== targets.blue && targetOf(active) === targets.green ? 'green' : 'blue',
    port: port === undefined ? null : { name: port.name ?? '', port: port.port },
    environment: labels.environment ?? null,
  }
  return trioText(trio) === text ? trio : null
}

function targetOf({ spec }: ServiceObject): string {
  return spec.externalName ?? ''
}
