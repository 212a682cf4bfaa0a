import { join } from 'node:path'
import { type ApiServer, startApiServer } from './api-server.ts'
import { type Binaries, buildBinaries } from './build.ts'
import { type ClusterDnsTimes, quickTimes, renderClusterCorefile, startClusterDns } from './cluster-dns.ts'
import { clusterObjects } from './cluster-objects.ts'
import { waitForCluster } from './cluster-readiness.ts'
import {
  type ControlPlane,
  type ControlPlaneConnection,
  type ControlPlaneOperations,
  controlPlaneOf,
} from './control-plane.ts'
import { startControllerManager } from './controller-manager.ts'
import { compactEtcd, startEtcd } from './etcd.ts'
import { followPodLog } from './follow-pod-log.ts'
import { freePorts } from './free-port.ts'
import { createTokens, type Tokens } from './identities.ts'
import { keepLogs } from './keep-logs.ts'
import { contextName } from './kubeconfig.ts'
import { clusterDnsPodLog, startKwok } from './kwok.ts'
import { createPki, type Pki } from './pki.ts'
import { createRun, type Run } from './run.ts'
import { startWorld, type WorldServer } from './world.ts'
import { writeKubeconfigs } from './write-kubeconfigs.ts'

export interface StartOptions {
  /** Progress, one line at a time. */
  readonly report?: (line: string) => void
  readonly dnsTimes?: ClusterDnsTimes
  readonly apiServerArgs?: readonly string[]
}

export interface StartedControlPlane extends ControlPlane {
  readonly connection: ControlPlaneConnection
  readonly operations: ControlPlaneOperations
  /** Ends every process and removes the run's folder, its logs too. */
  readonly stop: () => Promise<void>
}

/**
 * Starts etcd, kube-apiserver, kube-controller-manager, CoreDNS, kwok and the made-up world on free loopback ports and gives them
 * once the cluster is ready; builds what is missing first. A port that was taken in between is forgiven once.
 */
export async function startControlPlane(options: StartOptions = {}): Promise<StartedControlPlane> {
  const binaries = await buildBinaries(options.report ?? (() => undefined))
  try {
    return await startOnce(binaries, options)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('address already in use')) throw error
    return startOnce(binaries, options)
  }
}

async function startOnce(binaries: Binaries, options: StartOptions): Promise<StartedControlPlane> {
  const run = await createRun()
  try {
    const base = await startBase(run, binaries, options)
    const connection = describeConnection(run, binaries, base)
    const operations = operationsOf(base)
    const controlPlane = controlPlaneOf(connection, operations)
    await unlessEnded(run, startCluster(run, binaries, options, base, controlPlane))
    return { ...controlPlane, connection, operations, stop: run.end }
  } catch (error) {
    const kept = await keepLogs(run.logDir)
    await run.end()
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nlogs: ${kept}`, { cause: error })
  }
}

// A process that dies early would else show only as a wait that took too long.
async function unlessEnded(run: Run, work: Promise<void>): Promise<void> {
  const reason = await Promise.race([work.then(() => undefined), run.firstEnding])
  if (reason !== undefined) throw new Error(reason)
}

interface Base {
  readonly pki: Pki
  readonly tokens: Tokens
  readonly etcdUrl: string
  readonly apiServer: ApiServer
  readonly world: WorldServer
  readonly ports: { readonly clusterDns: number; readonly kubelet: number }
  readonly kubeconfigs: ControlPlaneConnection['kubeconfigs']
  readonly machineKubeconfig: string
}

async function startBase(run: Run, binaries: Binaries, options: StartOptions): Promise<Base> {
  const { programs } = binaries
  const [client = 0, peer = 0, secure = 0, worldPort = 0, clusterDns = 0, kubelet = 0] = await freePorts(6)
  const tokens = createTokens()
  const [pki, etcdUrl, world] = await Promise.all([
    createPki(run.directory),
    startEtcd(run, programs.etcd, { client, peer }),
    startWorld({ run, coredns: programs.coredns, port: worldPort }),
  ])
  const apiServer = await startApiServer({
    run,
    command: programs['kube-apiserver'],
    pki,
    tokens,
    etcdUrl,
    port: secure,
    extraArgs: options.apiServerArgs ?? [],
  })
  const files = await writeKubeconfigs(run.directory, { serverUrl: apiServer.url, pki, tokens })
  return { pki, tokens, etcdUrl, apiServer, world, ports: { clusterDns, kubelet }, ...files }
}

function describeConnection(run: Run, binaries: Binaries, base: Base): ControlPlaneConnection {
  const { admin, viewer, editor, nobody } = base.tokens
  return {
    serverUrl: base.apiServer.url,
    contextName,
    caPath: base.pki.caPath,
    clusterDns: { host: '127.0.0.1', port: base.ports.clusterDns },
    worldDns: base.world.address,
    etcdUrl: base.etcdUrl,
    kubeconfigs: base.kubeconfigs,
    tokens: { admin, viewer, editor, nobody },
    kubectlCommand: binaries.programs.kubectl,
    kubectlCacheDir: join(run.directory, 'kubectl-cache'),
    logDir: run.logDir,
    auditLogPath: base.apiServer.auditLogPath,
  }
}

function operationsOf({ apiServer, etcdUrl, world }: Base): ControlPlaneOperations {
  return {
    pauseApiServer: () => apiServer.pause(),
    resumeApiServer: async () => apiServer.resume(),
    killApiServer: apiServer.kill,
    restartApiServer: apiServer.restart,
    expireResourceVersions: async () => {
      await compactEtcd(etcdUrl)
      await apiServer.restart()
    },
    updateWorld: world.updateWorld,
    resetWorld: world.resetWorld,
  }
}

async function startCluster(
  run: Run,
  { programs, kwokStageFiles }: Binaries,
  options: StartOptions,
  base: Base,
  controlPlane: ControlPlane,
) {
  const { pki, machineKubeconfig: kubeconfig } = base
  const { clusterDns } = controlPlane
  const times = options.dnsTimes ?? quickTimes
  const corefile = renderClusterCorefile({ port: clusterDns.port, kubeconfig, upstream: base.world.address, times })
  const [dns] = await Promise.all([
    startClusterDns(run, programs.coredns, corefile),
    startControllerManager(run, { command: programs['kube-controller-manager'], kubeconfig, pki }),
    startKwok({
      run,
      command: programs.kwok,
      stageFiles: kwokStageFiles,
      kubeconfig,
      pki,
      port: base.ports.kubelet,
      clusterDns,
    }),
    applyObjects(controlPlane, clusterObjects(corefile)),
  ])
  await waitForCluster(controlPlane)
  run.beforeEnd(await followPodLog(dns.logFile, clusterDnsPodLog(run)))
}

async function applyObjects({ kubectl }: ControlPlane, objects: object): Promise<void> {
  const { code, stderr } = await kubectl(['create', '-f', '-'], { stdin: JSON.stringify(objects) })
  if (code !== 0) throw new Error(`the cluster's own objects were refused: ${stderr.trim()}`)
}
