import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../control-plane/free-port.ts'
import { readDockerfile } from '../deploy/read-dockerfile.ts'
import { buildImage, type Image, type PodOptions, podKind, type RunningPod, whyNoPods } from '../deploy/start-pod.ts'
import { openTestPlane, type TestPlane } from '../plane/test-plane.ts'
import { readEvents } from './event-reader.ts'

let plane: TestPlane
let image: Image
let pod: RunningPod
let metricsPort: number
let laidOut: string[]

beforeAll(async () => {
  plane = await openTestPlane()
  image = await buildImage()
  laidOut = await filesOf(image.folder)
  if (whyNoPods !== null) return
  const ports = await freePorts(1)
  metricsPort = ports[0] ?? 0
  pod = await image.start(podOptions({ SIGNPOST_AUTH: 'token', SIGNPOST_METRICS: `127.0.0.1:${metricsPort}` }))
})
afterAll(async () => {
  await pod?.kill()
  await image?.remove()
  await plane?.close()
})

function podOptions(env: Record<string, string>): PodOptions {
  const { serverUrl, caPath, clusterDns } = plane
  const dns = `${clusterDns.host}:${clusterDns.port}`
  return {
    serverUrl,
    caPath,
    token: plane.token('admin'),
    namespace: 'default',
    env: { SIGNPOST_CLUSTER_DNS: dns, ...env },
  }
}

/** Every file with its size and the moment it was last written. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.sort().map(async (file) => {
      const { size, mtimeMs } = await stat(file)
      return `${file} ${size} ${mtimeMs}`
    }),
  )
}

const ask = (path: string) =>
  fetch(`${pod.url}${path}`, { headers: { authorization: `Bearer ${plane.token('admin')}` } })

describe('the image', () => {
  it('holds the console, Node and their licences, and no package manager', async () => {
    const names = laidOut.map((line) => line.replace(`${image.folder}/`, '').split(' ')[0] ?? '')
    expect(names.filter((name) => !name.startsWith('app/')).sort()).toEqual([
      'usr/local/bin/node',
      'usr/local/share/doc/node/LICENSE',
    ])
    expect(names).toEqual(expect.arrayContaining(['app/LICENSE', 'app/serve.mjs', 'app/server.js']))
    expect(names.filter((name) => /^app\/node_modules\/(npm|typescript|vitest|sharp|@img)\//.test(name))).toEqual([])
  })

  it('says what it is made of: everything that lies in its node_modules, in that version', async () => {
    const bill: { components: { group?: string; name: string; version: string }[] } = JSON.parse(
      await readFile(join(image.folder, 'app', 'sbom.cdx.json'), 'utf8'),
    )
    const told = bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`)
    const manifests = laidOut
      .map((line) => line.split(' ')[0] ?? '')
      .filter((file) => /\/app\/node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(file))
    const held = await Promise.all(
      manifests.map(async (file) => {
        const { name, version } = JSON.parse(await readFile(file, 'utf8'))
        return `${name}@${version}`
      }),
    )
    expect(held.length).toBeGreaterThan(20)
    expect(held.filter((each) => !told.includes(each))).toEqual([])
  })

  it('leads nowhere outside itself', async () => {
    const entries = await readdir(image.folder, { recursive: true, withFileTypes: true })
    const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name))
    const targets = await Promise.all(links.map((link) => realpath(link)))
    expect(targets.filter((target) => !target.startsWith(`${image.folder}/app/`))).toEqual([])
  })
})

describe.skipIf(whyNoPods !== null)(`a pod of the image${whyNoPods === null ? '' : ` (${whyNoPods})`}`, () => {
  it('runs as the user of the image, without groups or capabilities', async () => {
    const status = await readFile(`/proc/${pod.pid}/status`, 'utf8')
    const line = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim()
    const { uid } = readDockerfile()
    expect(line('Uid')).toBe([uid, uid, uid, uid].join('\t'))
    expect([line('Groups'), line('NoNewPrivs')]).toEqual(['', '1'])
    expect([line('CapEff'), line('CapPrm')]).toEqual(['0000000000000000', '0000000000000000'])
  })

  it.runIf(podKind === 'own-root')(
    'has nothing that can be written to: its root is read-only, with all that is mounted in it',
    async () => {
      const mounts = (await readFile(`/proc/${pod.pid}/mounts`, 'utf8')).trim().split('\n')
      const own = mounts.map((line) => line.split(' ')).filter(([, at = '']) => !/^\/(dev|proc)(\/|$)/.test(at))
      expect(own.length).toBeGreaterThan(3)
      expect(own.filter(([, , , options = '']) => !options.split(',').includes('ro'))).toEqual([])
    },
  )

  it('answers for its health, its pages, its API and its metrics with what a pod is given', async () => {
    expect(await (await ask('/healthz')).text()).toBe('ok\n')
    expect(await (await ask('/readyz')).text()).toBe('ready\n')
    const page = await ask('/')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? ''
    const sent = await fetch(`${pod.url}${script}`, { headers: { 'accept-encoding': 'br' } })
    expect([sent.status, sent.headers.get('content-encoding')]).toEqual([200, 'br'])
    const { clusters } = await (await ask('/api/v1/services')).json()
    expect(clusters).toMatchObject([{ state: 'live' }])
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    expect(metrics).toContain(`signpost_watch_state{cluster="${clusters[0].name}",state="live"} 1`)
  })

  it('ends within five seconds of SIGTERM with streams open, and closes them', async () => {
    const streams = await Promise.all(
      [1, 2, 3].map(() => readEvents(pod.url, { authorization: `Bearer ${plane.token('admin')}` })),
    )
    const { code, tookMs } = await pod.stop()
    expect({ code, isInTime: tookMs < 5000 }).toEqual({ code: 0, isInTime: true })
    await Promise.all(streams.map((stream) => stream.stop()))
  })

  it('has written nothing', async () => {
    expect(pod.log()).not.toMatch(/EROFS|EACCES|EPERM/)
    expect(await filesOf(image.folder)).toEqual(laidOut)
  })

  it('does not start without a way to sign in, and says which setting is missing', async () => {
    await expect(image.start(podOptions({ HOSTNAME: '0.0.0.0' }))).rejects.toThrow(
      /SIGNPOST_AUTH=loopback listens on 127\.0\.0\.1 only/,
    )
  })
})
