import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/server/settings/settings'
import { buildInstallTools } from '../control-plane/build-install-tools.ts'
import { repositoryRoot } from '../control-plane/programs.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { alias } from '../journeys/manifests.ts'
import { kubectlOf } from './kubectl-of.ts'

const plane = providedControlPlane()
const kubectl = kubectlOf(plane)
const text = await readFile(join(repositoryRoot, 'docs', 'install.md'), 'utf8')
const commands = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'))
const inTables = [...text.matchAll(/^\|.*\|$/gm)].flatMap(([row]) =>
  [...row.matchAll(/`(kubectl [^`…]+)`/g)].map(([, command = '']) => command),
)
let folder: string

// Where no builder, no published package and no running pod is: they are read, and what they name has to be there.
const cannotRun: readonly [RegExp, (command: string) => void][] = [
  [/^npm (ci|run build|start|run demo)$/, () => expect(existsSync(join(repositoryRoot, 'package.json'))).toBe(true)],
  [
    /^(SIGNPOST_\w+=\S+ )+npm start$/,
    (command) => {
      const given = [...command.matchAll(/(SIGNPOST_\w+)=(\S+)/g)].map(([, name = '', value]) => [name, value])
      expect(Object.keys(readSettings(Object.fromEntries(given)))).toEqual(
        expect.arrayContaining(given.map(([name]) => name)),
      )
    },
  ],
  [
    /^docker build /,
    (command) => {
      const file = / -f (\S+) /.exec(command)?.[1] ?? ''
      expect([existsSync(join(repositoryRoot, file)), command.endsWith(' .')]).toEqual([true, true])
    },
  ],
  [/^docker push /, () => expect(commands.some((line) => line.startsWith('docker build '))).toBe(true)],
  [
    /^kubectl -n signpost (rollout status|port-forward) /,
    (command) => expect(command).toMatch(/ (deployment\/signpost|service\/signpost 7420:80)$/),
  ],
]

beforeAll(async () => {
  const { helm } = await buildInstallTools((line) => process.stderr.write(`[install] ${line}\n`))
  folder = await mkdtemp(join(tmpdir(), 'signpost-install-'))
  for (const [name, command] of Object.entries({ helm, kubectl: plane.kubectlCommand })) {
    await writeFile(join(folder, name), `#!/bin/sh\nexec '${command}' "$@"\n`)
    await chmod(join(folder, name), 0o755)
  }
}, 900_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  // The namespace `signpost` stays: another file installs into it too, and removing it takes a while.
  await kubectl('delete', 'namespace', 'payments', '--ignore-not-found', '--wait=false')
})

function run(command: string): Promise<{ code: number; output: string }> {
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    HOME: folder,
    KUBECONFIG: plane.kubeconfigPath('admin'),
    NODE_ENV: 'test' as const,
  }
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: repositoryRoot, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` })
    })
  })
}

const namesOf = async (kinds: string) =>
  (await kubectl('get', kinds, '-A', '-l', 'app.kubernetes.io/instance=signpost', '-o', 'name')).trim().split('\n')

/** What would reach objects of others, or change what Helm installed, is tried without being done. */
function asTried(command: string): string {
  return /^kubectl (apply|delete) /.test(command) ? `${command} --dry-run=server` : command
}

describe('docs/install.md', () => {
  it('installs, upgrades and removes with the commands that it shows, in their order', async () => {
    for (const command of commands) {
      const unable = cannotRun.find(([pattern]) => pattern.test(command))
      if (unable !== undefined) unable[1](command)
      else {
        const { code, output } = await run(asTried(command))
        expect(code, `${command}\n${output}`).toBe(0)
        if (command.startsWith('helm ')) expect(output, command).not.toMatch(/warning/i)
      }
      if (command.startsWith('helm install ')) {
        expect(await namesOf('deployments,services,serviceaccounts,networkpolicies,poddisruptionbudgets')).toHaveLength(
          5,
        )
        expect((await namesOf('clusterroles')).length).toBeGreaterThan(6)
      }
      if (command.startsWith('kubectl create namespace payments')) await prepareOrders()
      if (command.startsWith('helm upgrade ') && command.includes('signpost-session')) {
        const env = await kubectl('get', 'deployment', 'signpost', '-n', 'signpost', '-o', 'yaml')
        expect(env).toContain('SIGNPOST_SESSION_KEYS_FILE')
      }
    }
  })

  it('leaves nothing of the chart behind, and on the Service nothing of Signpost', async () => {
    const kinds =
      'deployments,services,serviceaccounts,networkpolicies,poddisruptionbudgets,roles,rolebindings,configmaps'
    expect(await namesOf(`${kinds},clusterroles,clusterrolebindings`)).toEqual([''])
    expect(await kubectl('get', 'service', 'orders', '-n', 'payments', '-o', 'yaml')).not.toContain('signpost/')
  })

  it('looks for what stays, and removes it, with commands that work', async () => {
    expect(inTables.length).toBeGreaterThan(4)
    for (const command of inTables) {
      const { code, output } = await run(asTried(command))
      expect(code, `${command}\n${output}`).toBe(0)
    }
  })
})

async function prepareOrders(): Promise<void> {
  const orders = alias('payments', 'orders', 'api-v1.backend.com')
  const { code, stderr } = await plane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(orders) })
  if (code !== 0) throw new Error(stderr)
  await kubectl('annotate', 'service', 'orders', '-n', 'payments', 'signpost/last-change={}')
  await kubectl('label', 'service', 'orders', '-n', 'payments', 'signpost/tracked=true')
}
