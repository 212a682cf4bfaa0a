import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildInstallTools } from '../control-plane/build-install-tools.ts'
import { repositoryRoot } from '../control-plane/programs.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { placeOf } from '../documents/command-place.ts'
import { type CommandResult, runCommand } from '../documents/run-command.ts'
import { allCommands } from '../documents/shell-blocks.ts'
import { alias, namespace } from '../journeys/manifests.ts'
import { kubectlOf } from './kubectl-of.ts'

const plane = providedControlPlane()
const kubectl = kubectlOf(plane)
const commands = [
  ...new Set(
    allCommands()
      .filter((command) => placeOf(command) === 'cluster')
      .map(({ text }) => text),
  ),
]
// The namespaces of the pages, under names that no other test has.
const homes = ['shop', 'data', 'payments', 'storefront', 'signpost', 'ingress-nginx']
const home = (name: string) => `documents-${name}`
let folder: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  const { helm } = await buildInstallTools((line) => process.stderr.write(`[documents] ${line}\n`))
  folder = await mkdtemp(join(tmpdir(), 'signpost-documents-'))
  await mkdir(join(folder, 'bin'))
  await mkdir(join(folder, '.demo'))
  const signpost = `'${process.execPath}' '${join(repositoryRoot, 'bin', 'signpost.mjs')}'`
  const programs = {
    helm: `exec '${helm}' "$@"`,
    kubectl: `exec '${plane.kubectlCommand}' --cache-dir='${plane.kubectlCacheDir}' "$@"`,
    npx: `shift\nexec ${signpost} "$@"`,
  }
  for (const [name, line] of Object.entries(programs)) {
    await writeFile(join(folder, 'bin', name), `#!/bin/sh\n${line}\n`)
    await chmod(join(folder, 'bin', name), 0o755)
  }
  await cp(plane.kubeconfigPath('admin'), join(folder, '.demo', 'kubeconfig'))
  await cp(join(repositoryRoot, 'deploy'), join(folder, 'deploy'), { recursive: true })
  await layOut()
  env = {
    ...{ PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, NODE_ENV: 'test' },
    // An editor that leaves everything as it is.
    ...{ KUBECONFIG: plane.kubeconfigPath('admin'), EDITOR: 'true' },
  }
  for (const name of homes) await apply(namespace(home(name)))
}, 900_000)

afterAll(async () => {
  await kubectl('delete', 'namespace', ...homes.map(home), '--ignore-not-found', '--wait=false')
  await kubectl('delete', 'deployments', '-n', 'kube-system', '-l', 'made-for=documents')
  await rm(folder, { recursive: true, force: true })
})

const apply = async (...objects: object[]) => {
  const list = { apiVersion: 'v1', kind: 'List', items: objects }
  const { code, stderr } = await plane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(list) })
  if (code !== 0) throw new Error(stderr)
}

describe('the commands of the documents, on a real control plane', () => {
  it('all do what their page says', async () => {
    expect(commands.length).toBeGreaterThan(80)
    await apply(...surroundings())
    const failed: string[] = []
    for (const command of commands) {
      const { code, output } = await runCommand(asTried(command), { cwd: folder, env })
      if (!isFine(command, { code, output })) failed.push(`${command}\nended with ${code}\n${output.slice(0, 600)}`)
      if (/ (delete|replace|patch) /.test(command)) await apply(...aliases())
    }
    expect(failed.join('\n\n')).toBe('')
  }, 300_000)
})

/** The files that the pages speak of. */
async function layOut(): Promise<void> {
  const overlay = join(folder, 'overlays', 'production')
  await mkdir(overlay, { recursive: true })
  await writeFile(join(overlay, 'kustomization.yaml'), `namespace: ${home('shop')}\nresources: [orders.yaml]\n`)
  await writeFile(join(overlay, 'orders.yaml'), JSON.stringify(alias(home('shop'), 'orders', 'orders.example.com')))
  await writeFile(join(folder, 'ca.crt'), 'an authority\n')
  await writeFile(join(folder, 'signpost-policy.yaml'), JSON.stringify(policy))
}

const policy = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'documents', labels: { 'app.kubernetes.io/part-of': 'signpost-policy' } },
  spec: {
    failurePolicy: 'Ignore',
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['services'] }],
    },
    validations: [{ expression: 'true' }],
  },
}

function aliases(): object[] {
  return [
    alias(home('shop'), 'orders', 'orders.example.com', {
      'external-dns.alpha.kubernetes.io/hostname': 'orders.shop.example.com',
    }),
    alias(home('payments'), 'acquirer', 'acq-1.example.com'),
    alias(home('storefront'), 'search', 'search.example.com'),
  ]
}

// Workloads without pods: there are no nodes that would run them.
function workload(place: string, name: string, kind: 'Deployment' | 'StatefulSet' = 'Deployment'): object {
  const labels = { app: name }
  return {
    ...{ apiVersion: 'apps/v1', kind, metadata: { name, namespace: place, labels: { 'made-for': 'documents' } } },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      ...(kind === 'StatefulSet' && { serviceName: name }),
      template: { metadata: { labels }, spec: { containers: [{ name, image: 'registry.example.com/none' }] } },
    },
  }
}

function surroundings(): object[] {
  const policies = ['allow-dns', 'allow-orders'].map((name) => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: home('shop') } },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
  }))
  const maps = [
    { name: 'web', namespace: home('shop'), labels: {}, data: { url: 'https://orders.shop/' } },
    {
      name: 'signpost-history.shop.orders',
      namespace: home('signpost'),
      labels: { 'signpost/record': 'changes' },
      data: {},
    },
  ].map(({ data, ...metadata }) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }))
  return [
    ...aliases(),
    ...policies,
    ...maps,
    workload(home('signpost'), 'signpost'),
    workload(home('ingress-nginx'), 'ingress-nginx-controller'),
    workload('kube-system', 'coredns'),
    workload(home('data'), 'orders-db', 'StatefulSet'),
    {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders-db', namespace: home('data') } },
      spec: { clusterIP: 'None', selector: { app: 'orders-db' } },
    },
  ]
}

/** The command in the namespaces of this test; what would reach the whole cluster, run a pod or need a release is tried without being done. */
function asTried(text: string): string {
  const names = homes.join('|')
  return text
    .replaceAll(
      new RegExp(`(-n|--namespace|get namespace|label namespace|create namespace) (${names})\\b`, 'g'),
      (_, word, name) => `${word} ${home(name)}`,
    )
    .replace(/serviceaccount:signpost:/g, `serviceaccount:${home('signpost')}:`)
    .replace(/ --rm -it /, ' --dry-run=server ')
    .replace('apply -f signpost-policy.yaml', 'apply --dry-run=server -f signpost-policy.yaml')
    .replace(/^helm upgrade (.*) --reuse-values/, 'helm template $1')
}

function isFine(text: string, { code, output }: CommandResult): boolean {
  // No is an answer.
  if (/ auth can-i /.test(text)) return /^(yes|no)$/m.test(output)
  // Differences and findings are what it looks for.
  if (/kubectl diff|npx signpost check/.test(text)) return code <= 1
  return code === 0
}
