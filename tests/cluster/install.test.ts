import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig } from '@/lib/server/settings/config'
import { refuseOpenLoopback } from '@/lib/server/settings/refuse-open-loopback'
import { readSettings } from '@/lib/server/settings/settings'
import { renderDeploy } from '../../scripts/render-deploy.ts'
import { buildInstallTools, type InstallTools } from '../control-plane/build-install-tools.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import {
  chartFolder,
  type Deployment,
  environmentOf,
  isDeployment,
  type Rendered,
  readObjects,
  renderChart,
  runHelm,
} from '../deploy/helm.ts'
import { valueSets } from '../deploy/value-sets.ts'

const plane = providedControlPlane()
const deploy = join(chartFolder, '..', '..')
const namespace = 'install-test'
const buildLimitMs = 900_000
let tools: InstallTools

beforeAll(async () => {
  tools = await buildInstallTools((line) => process.stderr.write(`[install] ${line}\n`))
  for (const name of [namespace, 'signpost']) await apply(restricted(name))
  const definitions = tools.definitionFiles.flatMap((file) => ['-f', file])
  await kubectl(['apply', '--server-side', ...definitions])
  await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...definitions])
}, buildLimitMs)

afterAll(async () => {
  await kubectl(['delete', 'namespace', namespace, '--wait=false'])
  await kubectl(['delete', ...tools.definitionFiles.flatMap((file) => ['-f', file])])
})

async function kubectl(args: readonly string[], stdin = ''): Promise<{ stdout: string; stderr: string }> {
  const { stdout, stderr, code } = await plane.kubectl(args, { stdin })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return { stdout, stderr }
}

const listOf = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
const apply = (...items: object[]) => kubectl(['apply', '-f', '-'], listOf(items))

/** What the API server says of objects that it is asked to take, and takes none of; throws when it refuses one. */
async function dryRun(objects: readonly object[]): Promise<string> {
  const { stderr } = await kubectl(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], listOf(objects))
  return stderr
}

function restricted(name: string): object {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

/** The pod that a Deployment would make: Pod Security looks at those. */
function podOf({ spec: { template }, metadata }: Deployment): object {
  const { metadata: of, spec } = template
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...of, name: 'try', namespace: metadata.namespace }, spec }
}

describe('the chart', () => {
  it('passes the strict lint of Helm', async () => {
    for (const [name, values] of Object.entries(valueSets)) {
      const { code, stdout } = await runHelm(tools.helm, ['lint', '--strict', chartFolder], values)
      expect(code, `${name}: ${stdout}`).toBe(0)
    }
  })

  it.each(Object.entries(valueSets))(
    'makes objects that the API server takes without a word: %s',
    async (_, values) => {
      const objects = await renderChart(tools.helm, namespace, values)
      expect(await dryRun(objects)).toBe('')
    },
  )

  it.each(Object.entries(valueSets))('makes pods that Pod Security “restricted” lets in: %s', async (_, values) => {
    const [deployment] = (await renderChart(tools.helm, namespace, values)).filter(isDeployment)
    if (deployment === undefined) throw new Error('no Deployment')
    expect(await dryRun([podOf(deployment)])).toBe('')
    const spec = { ...deployment.spec.template.spec, hostNetwork: true }
    const open = { ...deployment, spec: { template: { metadata: {}, spec } } }
    await expect(dryRun([podOf(open)]), 'the namespace does refuse').rejects.toThrow(/violates PodSecurity/)
  })
})

describe('what the console is told by the chart', () => {
  const ofKind = async (kind: string, values: object) =>
    (await renderChart(tools.helm, namespace, values)).filter((object) => object.kind === kind)

  it('is a file of settings that it reads as they were given', async () => {
    const teams = [{ name: 'payments', groups: ['payments'], contacts: ['mailto:payments@example.com'] }]
    const reviews = { days: 30, environments: { production: 14 }, since: '2027-01-01' }
    const [config] = await ofKind('ConfigMap', { config: { teams, reviews } })
    const { data } = z.object({ data: z.object({ 'signpost.yaml': z.string() }) }).parse(config)
    expect(readConfig(data['signpost.yaml'], 'signpost.yaml')).toMatchObject({
      teams: [{ name: 'payments', groups: ['payments'], contacts: [{ href: 'mailto:payments@example.com' }] }],
      reviews: { days: 30, environments: { production: 14 }, sinceMs: Date.parse('2027-01-01') },
    })
  })

  it.each(Object.entries(valueSets))('is an environment that it takes: %s', async (_, values) => {
    const [deployment] = (await renderChart(tools.helm, namespace, values)).filter(isDeployment)
    if (deployment === undefined) throw new Error('no Deployment')
    const settings = readSettings(environmentOf(deployment))
    expect(() => refuseOpenLoopback(settings, { ...environmentOf(deployment), NODE_ENV: 'production' })).not.toThrow()
    expect(settings.SIGNPOST_HOSTS).toContain(`${deployment.metadata.name}.${namespace}.svc`)
  })

  it.each([
    [{ auth: { mode: 'loopback' } }, /auth\/mode/],
    [{ auth: { mode: 'oidc' } }, /auth\.mode oidc needs settings\.SIGNPOST_OIDC_ISSUER/],
    [{ auth: { mode: 'proxy' } }, /auth\.mode proxy needs auth\.proxy\.existingSecret/],
    [
      { auth: { mode: 'proxy', proxy: { existingSecret: 'a' } }, settings: { SIGNPOST_PROXY_PEERS: '10.0.0.1' } },
      /needs rbac\.impersonation\.groups/,
    ],
    [{ settings: { SIGNPOST_AUTH: 'loopback' } }, /SIGNPOST_AUTH/],
    [{ settings: { SIGNPOST_SESSION_KEYS: 'in plain sight' } }, /SIGNPOST_SESSION_KEYS/],
    [{ replica: 3 }, /'replica' not allowed/],
    [{ ingress: { enabled: true } }, /ingress\.enabled needs ingress\.hosts/],
    [{ httpRoute: { enabled: true, hostnames: ['a.example.com'] } }, /httpRoute\.enabled needs httpRoute\.parentRefs/],
    [{ metrics: { serviceMonitor: { enabled: true } } }, /need metrics\.enabled/],
    [{ config: { teams: [{ nmae: 'payments' }] } }, /'nmae' not allowed/],
  ])('is refused before it is sent where it could not work: %o', async (values, why) => {
    await expect(renderChart(tools.helm, namespace, values)).rejects.toThrow(why)
  })
})

describe('docs/install.md', () => {
  it('shows values that the chart takes', async () => {
    const text = await readFile(join(deploy, '..', 'docs', 'install.md'), 'utf8')
    const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => parse(yaml))
    expect(blocks.length).toBeGreaterThan(1)
    for (const values of blocks) expect(await dryRun(await renderChart(tools.helm, namespace, values))).toBe('')
  })
})

describe('the rendered files', () => {
  it('are what the chart makes of its defaults', async () => {
    for (const [path, text] of await renderDeploy(tools.helm)) {
      expect(await readFile(join(deploy, path), 'utf8'), `${path}: node scripts/render-deploy.ts`).toBe(text)
    }
  })

  it('are taken by the API server, the plain ones and what Kustomize makes of the base', async () => {
    const plain = readObjects(await readFile(join(deploy, 'kubernetes', 'signpost.yaml'), 'utf8'))
    expect(await dryRun(plain)).toBe('')
    const built = readObjects((await kubectl(['kustomize', join(deploy, 'kustomize')])).stdout)
    expect(await dryRun(built)).toBe('')
    const nameOf = ({ kind, metadata }: Rendered) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
    expect(built.map(nameOf).sort()).toEqual(plain.map(nameOf).sort())
  })
})
