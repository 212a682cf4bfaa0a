import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { createApiClient } from './api-client.ts'
import type { BenchServer } from './bench-console.ts'
import { namespaceName } from './estate.ts'
import { type Figure, formatBytes, formatSpread, plain } from './figure.ts'
import { type HttpMeasureOptions, measureHttp, timeEach } from './measure-http.ts'

const aliasList = '/api/v1/services?fieldSelector=spec.type%3DExternalName'
/** One export takes a thousand; namespaces are not alike to the last alias. */
const mostExported = 900
const rounds = 5

interface Exported {
  services: number
  files: { path: string; text: string }[]
}

/** The matrix over all aliases of the estate, a page of it, and the export of as many as one takes, taken in again. */
export async function environmentFigures(
  controlPlane: ControlPlane,
  { url }: BenchServer,
  options: HttpMeasureOptions & { main: { aliases: number } },
): Promise<Figure[]> {
  const { aliases } = options.main
  const namespaces = Math.min(100, Math.floor(mostExported / (aliases / 100)))
  const names = Array.from({ length: namespaces }, (_, index) => namespaceName(index))
  const query = names.map((name) => `namespace=${name}`).join('&')
  const client = await createApiClient(controlPlane, 1)
  const folder = await mkdtemp(join(tmpdir(), 'signpost-bench-'))
  try {
    const few = Math.ceil(options.samples / 10)
    const matrix = await measureHttp(`${url}/api/v1/environments`, { ...options, samples: few })
    const whole = await timeEach(few, () => client.send('GET', aliasList))
    const exportUrl = `${url}/api/v1/environments/export?format=json&${query}`
    const exporting = await timeEach(rounds, async () => void (await (await fetch(exportUrl)).arrayBuffer()))
    const exported = (await (await fetch(exportUrl)).json()) as Exported
    const reading = await timeEach(rounds, () =>
      controlPlane.kubectl(['get', 'services', '-A', '-o', 'yaml', `--field-selector=spec.type=ExternalName`]),
    )
    for (const { path, text } of exported.files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const building = await timeEach(rounds, () =>
      controlPlane.kubectl(['kustomize', join(folder, 'overlays/production')]),
    )
    const importing = await timeEach(rounds, () => importFiles(url, exported.files))
    return [
      plain(
        `\`GET /environments\`, 100 dependencies of ${aliases} aliases`,
        `${formatSpread(matrix.latency)}; ${matrix.perSecond.toFixed(0)}/s; ${formatBytes(matrix.bytes)}`,
        `all aliases from the API server ${formatSpread(whole)}`,
      ),
      plain(
        `Export of ${exported.services} Services, each read fresh`,
        formatSpread(exporting),
        `\`kubectl get services -o yaml\` of all ${aliases} ${formatSpread(reading)}`,
      ),
      plain(
        'That export built and held against the cluster',
        formatSpread(importing),
        `\`kubectl kustomize\` of one of its three overlays ${formatSpread(building)}`,
      ),
    ]
  } finally {
    await client.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function importFiles(url: string, files: readonly object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ files })
  const answer = await fetch(`${url}/api/v1/environments/import`, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`POST /environments/import: ${answer.status} ${text.slice(0, 300)}`)
}
