import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { createTokens } from './access/identities.ts'
import { deliveredServices } from './company/delivered-services.ts'
import { companyEndpoints } from './company/endpoints.ts'
import type { WorldView } from './company/moving-world.ts'
import { outsideWorld, worldSeenFromInside } from './company/outside-world.ts'
import { seedCompany } from './company/seed-company.ts'
import { seedDelivery } from './company/seed-delivery.ts'
import { reviewDays, teams } from './company/teams.ts'
import { startConsoleProcess } from './console-process.ts'
import { consoleSettings } from './console-settings.ts'
import { keepDelivered } from './delivery/keep-delivered.ts'
import { openRepository } from './delivery/repository.ts'
import { createRequestSender, type RequestSender } from './delivery/send-request.ts'
import { startEndpoints } from './endpoints/start-endpoints.ts'
import { lockFolder } from './folder-lock.ts'
import { freePort } from './free-port.ts'
import { joinKubeconfigs } from './join-kubeconfigs.ts'
import { moveWorld } from './move-world.ts'
import { applicationKind } from './resources/application-kind.ts'
import { crmContext, crmStateFile, startCrmCluster } from './start-crm-cluster.ts'
import { startEmbeddedCluster } from './start-embedded-cluster.ts'
import { tellHistory } from './tell-history.ts'
import { tellMigrations } from './tell-migrations.ts'
import { tellReviews } from './tell-reviews.ts'
import { startWorldDns, type WorldDns } from './world/start-world-dns.ts'

export interface DemoOptions {
  /** The folder of the project. */
  readonly root: string
  /** Where the kubeconfig lies while it runs, and the state between runs. */
  readonly folder: string
  readonly port: number
  /** Forgets what earlier runs left. */
  readonly isFresh: boolean
  readonly report: (line: string) => void
  /** Ends the start when it is aborted; a demo that runs is ended by `stop`. */
  readonly signal: AbortSignal
}

export interface RunningDemo {
  readonly url: string
  readonly kubeconfigPath: string
  /** Where the console tells its figures to Prometheus. */
  readonly metricsUrl: string
  /** Settles when the console has ended, with what it wrote last. */
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

const worldStepMs = 5000
const healEveryMs = 5000
const contextName = 'quillmoor'
const seed = 0
const publicCaFile = 'public-ca.crt'
const caBundleFile = 'company-ca.crt'
const configFile = 'signpost.yaml'

/** Starts the company's cluster, the world around it and the console. When it throws, or after `stop`, nothing is left running. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { folder, report } = options
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await step().catch((problem) => report(`while stopping: ${String(problem)}`))
  }
  try {
    await mkdir(folder, { recursive: true })
    const lock = await lockFolder(folder)
    undo.push(lock.release)
    return { ...(await startParts(options, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(options: DemoOptions, undo: (() => Promise<void>)[]): Promise<Omit<RunningDemo, 'stop'>> {
  const { root, folder, port, isFresh, report, signal } = options
  const stateFile = join(folder, 'state.json')
  const repositoryFolder = join(folder, 'git')
  if (isFresh)
    await Promise.all(
      [stateFile, join(folder, crmStateFile), repositoryFolder].map((path) =>
        rm(path, { recursive: true, force: true }),
      ),
    )
  report('starting two clusters and their DNS')
  const startedAt = new Date()
  let seedsAt: Date | null = null
  const tokens = createTokens()
  const cluster = await startEmbeddedCluster({
    ...{ directory: folder, tokens },
    stateFile,
    contextName,
    worldAnswers: worldSeenFromInside(),
    now: () => seedsAt ?? new Date(),
    customKinds: [applicationKind],
  })
  undo.push(() => removeFiles(folder))
  undo.push(cluster.stop)
  if (cluster.isRestored) report('the cluster is as the last run left it; --fresh forgets that')
  else {
    report('bringing the company into the cluster')
    for (const bring of [seedDelivery, seedCompany])
      bring(startedAt, (objects, { at, manager }) => {
        seedsAt = at
        cluster.seed(objects, manager)
        seedsAt = null
      })
  }
  const crm = await startCrmCluster(folder, tokens)
  undo.push(crm.stop)
  const outside = await startWorldDns({ answers: outsideWorld(), countDownTtls: true })
  undo.push(outside.stop)
  undo.push((await moveAll({ inside: [cluster.world], outside: [outside, crm.world] }, report)).stop)
  const endpoints = await startEndpoints(companyEndpoints(), startedAt)
  undo.push(endpoints.stop)
  const [publicCaPath, caBundlePath] = [join(folder, publicCaFile), join(folder, caBundleFile)]
  await writeFile(publicCaPath, endpoints.publicPem)
  await writeFile(caBundlePath, endpoints.bundlePem)
  report('starting the console')
  const kubeconfigPath = cluster.kubeconfigPath('admin')
  await joinKubeconfigs(kubeconfigPath, crm.kubeconfigPath('admin'))
  const metricsAddress = `127.0.0.1:${await freePort()}`
  const configPath = join(folder, configFile)
  const clusters = [
    { context: contextName },
    { context: crmContext, dns: `${crm.clusterDns.host}:${crm.clusterDns.port}` },
  ]
  await writeFile(configPath, stringify({ clusters, teams, reviews: reviewDays }))
  const env = consoleSettings({
    ...{ kubeconfigPath, publicCaPath, caBundlePath, metricsAddress, configPath },
    ...{ clusterDns: cluster.clusterDns, resolver: outside, dialTable: endpoints.table },
  })
  const console = await startConsoleProcess({ root, port, signal, env })
  undo.push(console.stop)
  const sender = await createRequestSender({ ...cluster, token: cluster.token('admin') })
  undo.push(async () => sender.close())
  undo.push((await startDelivery(repositoryFolder, sender, report)).stop)
  if (!cluster.isRestored) undo.push(startHistory(console.url, sender, report))
  return { url: console.url, kubeconfigPath, metricsUrl: `http://${metricsAddress}/metrics`, ended: console.ended }
}

async function startDelivery(folder: string, { send }: RequestSender, report: DemoOptions['report']) {
  const services = deliveredServices()
  const repository = await openRepository(folder, services)
  const every = (work: () => void) => {
    const timer = setInterval(work, healEveryMs)
    return () => clearInterval(timer)
  }
  const onError = (error: unknown) => report(`nothing is delivered: ${String(error)}`)
  return keepDelivered({ services, repository, send, every, onError })
}

/** Begins the history beside all else; returns what ends it. */
function startHistory(url: string, { send }: RequestSender, report: DemoOptions['report']): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const api = { url, cluster: contextName, signal }
  const orSay = (what: string) => (error: unknown) => {
    if (!signal.aborted) report(`${what} were not made: ${String(error)}`)
  }
  const told = tellReviews({ ...api, send })
    .catch(orSay('the reviews of the last quarter'))
    .then(() => tellHistory({ ...api, send }))
    .then(() => tellMigrations(api))
    .catch(orSay('the first changes'))
  return async () => {
    ending.abort()
    await told
  }
}

// The world as the clusters' resolvers see it and as the outside does move together.
function moveAll(worlds: Record<WorldView, readonly Pick<WorldDns, 'update'>[]>, report: DemoOptions['report']) {
  return moveWorld({
    update: async (changes) => {
      const moved = [
        ...worlds.inside.map((world) => world.update(changes.inside)),
        ...worlds.outside.map((world) => world.update(changes.outside)),
      ]
      await Promise.all(moved)
    },
    now: () => performance.now(),
    every: (work) => {
      const timer = setInterval(work, worldStepMs)
      return () => clearInterval(timer)
    },
    onError: (error) => report(`the world does not move: ${String(error)}`),
    seed,
  })
}

// They name a server that is gone.
async function removeFiles(folder: string): Promise<void> {
  const files = [
    publicCaFile,
    caBundleFile,
    configFile,
    'ca.crt',
    'kubeconfig',
    'kubeconfig-viewer',
    'kubeconfig-editor',
    'kubeconfig-nobody',
  ]
  await Promise.all([...files, crmContext].map((file) => rm(join(folder, file), { recursive: true, force: true })))
}
