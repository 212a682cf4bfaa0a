import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../demo/start-embedded-cluster.ts'
import { sessionCommands } from '../contract/kubectl-commands.ts'
import { describeCommand, type PlayedCommand, playKubectlSession } from '../contract/kubectl-session.ts'
import type { Identity } from '../control-plane/identities.ts'
import { runKubectl } from '../control-plane/kubectl.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'

const controlPlane = providedControlPlane()
const played: { real: PlayedCommand[]; embedded: PlayedCommand[] } = { real: [], embedded: [] }
let embedded: EmbeddedCluster | undefined
let folder = ''

async function playOn(kubeconfigPath: (identity: Identity) => string, cacheDir: string): Promise<PlayedCommand[]> {
  return playKubectlSession((args, { identity, ...options }) =>
    runKubectl({
      command: controlPlane.kubectlCommand,
      kubeconfig: kubeconfigPath(identity),
      cacheDir,
      args,
      ...options,
    }),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-kubectl-'))
  const cluster = await startEmbeddedCluster()
  embedded = cluster
  played.real = await playOn(controlPlane.kubeconfigPath, join(folder, 'real'))
  played.embedded = await playOn(cluster.kubeconfigPath, join(folder, 'embedded'))
})

afterAll(async () => {
  await embedded?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the session is long enough to mean something', () => {
  expect(sessionCommands.length).toBeGreaterThanOrEqual(40)
  expect(played.real).toHaveLength(sessionCommands.length)
})

test.each(sessionCommands.map((command, index) => [index + 1, describeCommand(command)] as const))(
  '%i. %s says the same on both',
  (number) => {
    const real = played.real[number - 1]
    expect(real).toBeDefined()
    expect(played.embedded[number - 1]).toEqual(real)
  },
)
