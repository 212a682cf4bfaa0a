import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { AppError } from '@/lib/domain/app-error'
import { type EnvironmentProxy, environmentProxy } from '@/lib/domain/proxy/environment-proxy'
import { AccessSource } from './access-source'
import type { ClusterAccess } from './cluster-access'
import { contextSlugs } from './context-slugs'
import { inClusterAccess, serviceAccountFolder } from './in-cluster'
import { isRecord, type JsonRecord, stringAt } from './json-value'
import { type Kubeconfig, type KubeconfigFile, mergeKubeconfigs } from './merge-kubeconfigs'

const maxFileBytes = 4 * 1024 * 1024
const maxContexts = 100

type Environment = Record<string, string | undefined>

export interface KubeconfigReport {
  clusters: ClusterAccess[]
  /** Contexts that were named and cannot be used, by cluster id and name, and why; `place` is where they stand among all. */
  unusable: { id: string; label: string; why: string; place: number }[]
  /** What is wrong, naming the file or context and why; null when nothing is. */
  problem: string | null
  /** The kubeconfig files that were read. */
  files: string[]
  /** Changes with the files' texts, so that a caller who asks again knows whether to start anew. */
  fingerprint: string
}

export interface KubeconfigQuestion {
  env: Environment
  /** Context names in order; null for the current context only. */
  contexts: readonly string[] | null
  /** Cluster ids by context name, where they are not to be derived from it. */
  ids?: ReadonlyMap<string, string>
  serviceAccountFolder?: string
}

/**
 * The clusters of `KUBECONFIG` (merged as kubectl does), else of `~/.kube/config`, else the one this process runs in. Never throws for what
 * is missing or broken: the report's `problem` says it, and the clusters that can be used are there.
 */
export async function readKubeconfig(question: KubeconfigQuestion): Promise<KubeconfigReport> {
  const { env, contexts, ids = new Map() } = question
  const paths = kubeconfigPaths(env)
  const files: KubeconfigFile[] = []
  const read: string[] = []
  const hash = createHash('sha256')
  for (const path of paths) {
    const text = await readText(path)
    if (text.kind === 'missing') continue
    if (text.kind === 'text') hash.update(`${path}\n${text.text}\n`)
    const parsed = text.kind === 'text' ? parseKubeconfig(path, text.text) : text.problem
    if (typeof parsed === 'string') return { ...noClusters(parsed), files: [...read, path], fingerprint: parsed }
    files.push(parsed)
    read.push(path)
  }
  if (files.length > 0)
    return {
      ...selectContexts(mergeKubeconfigs(files), { contexts, ids, env }, read),
      files: read,
      fingerprint: hash.digest('hex'),
    }
  if (!env.KUBECONFIG && env.KUBERNETES_SERVICE_HOST) return readInCluster(question)
  const unset = env.KUBECONFIG ? 'KUBECONFIG names no file' : 'neither KUBECONFIG nor HOME is set'
  const problem = paths.length === 0 ? unset : `kubeconfig ${paths.join(', ')} does not exist`
  return noClusters(problem)
}

function noClusters(problem: string): KubeconfigReport {
  return { clusters: [], unusable: [], problem, files: [], fingerprint: problem }
}

function kubeconfigPaths(env: Environment): string[] {
  if (env.KUBECONFIG) {
    const paths = env.KUBECONFIG.split(delimiter).filter((path) => path.trim() !== '')
    return [...new Set(paths.map((path) => resolve(path)))]
  }
  const home = env.HOME ?? env.USERPROFILE
  return home ? [join(home, '.kube', 'config')] : []
}

type FileText = { kind: 'text'; text: string } | { kind: 'missing' } | { kind: 'problem'; problem: string }

async function readText(path: string): Promise<FileText> {
  try {
    const bytes = await readFile(path)
    if (bytes.length > maxFileBytes) return { kind: 'problem', problem: `kubeconfig ${path} is larger than 4 MiB` }
    return { kind: 'text', text: bytes.toString('utf8') }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
    return { kind: 'problem', problem: `kubeconfig ${path} cannot be read: ${code}` }
  }
}

function parseKubeconfig(path: string, text: string): KubeconfigFile | string {
  try {
    const document: unknown = parse(text, { prettyErrors: false, logLevel: 'error' }) ?? {}
    if (isRecord(document)) return { folder: dirname(path), document }
    return `kubeconfig ${path} is not a map`
  } catch (error) {
    // The parser's own sentence can quote the text, and the text holds secrets: the position is enough.
    return `kubeconfig ${path} is not valid YAML${lineOf(error, text)}`
  }
}

function lineOf(error: unknown, text: string): string {
  if (!isRecord(error) || !Array.isArray(error.pos) || typeof error.pos[0] !== 'number') return ''
  return ` (line ${text.slice(0, error.pos[0]).split('\n').length})`
}

async function readInCluster(question: KubeconfigQuestion): Promise<KubeconfigReport> {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port } = question.env
  const folder = question.serviceAccountFolder ?? serviceAccountFolder
  try {
    return {
      clusters: [await inClusterAccess(host, port || '443', question.env, folder)],
      unusable: [],
      problem: null,
      files: [],
      fingerprint: host,
    }
  } catch (error) {
    if (error instanceof AppError) return noClusters(error.message)
    const problem = `the ServiceAccount files in ${folder} cannot be read: ${errorCode(error)}`
    return noClusters(problem)
  }
}

interface SelectedContexts {
  contexts: readonly string[] | null
  ids: ReadonlyMap<string, string>
  env: Environment
}

function selectContexts(
  kubeconfig: Kubeconfig,
  { contexts: wanted, ids: given, env }: SelectedContexts,
  files: readonly string[],
): Pick<KubeconfigReport, 'clusters' | 'unusable' | 'problem'> {
  const where = `kubeconfig ${files.join(', ')}`
  const names = [...new Set(wanted ?? (kubeconfig.currentContext === null ? [] : [kubeconfig.currentContext]))]
  if (names.length === 0) return { clusters: [], unusable: [], problem: `${where} sets no current-context` }
  const ids = contextSlugs(names, given)
  const clusters: ClusterAccess[] = []
  const unusable: KubeconfigReport['unusable'] = []
  for (const [index, label] of names.slice(0, maxContexts).entries()) {
    const access = readContext(kubeconfig, label, env)
    const id = ids[index] ?? label
    if (typeof access === 'string') unusable.push({ id, label, why: access, place: index })
    else clusters.push({ ...access, id })
  }
  const problems = unusable.map(({ why }) => `${where}: ${why}`)
  if (names.length > maxContexts) problems.push(`more than ${maxContexts} contexts are configured`)
  return { clusters, unusable, problem: problems.length === 0 ? null : problems.join('; ') }
}

function readContext(kubeconfig: Kubeconfig, name: string, env: Environment): ClusterAccess | string {
  const context = kubeconfig.contexts.get(name)
  if (context === undefined) return `context "${name}" does not exist`
  const clusterName = stringAt(context, 'cluster')
  const cluster = clusterName === undefined ? undefined : kubeconfig.clusters.get(clusterName)
  if (cluster === undefined) return `context "${name}" names the cluster "${clusterName ?? ''}", which does not exist`
  const userName = stringAt(context, 'user') ?? ''
  const user = userName === '' ? {} : kubeconfig.users.get(userName)
  if (user === undefined) return `context "${name}" names the user "${userName}", which does not exist`
  const server = readServer(stringAt(cluster, 'server'))
  if (server === null) return `context "${name}": the server of cluster "${clusterName}" is not an http or https URL`
  const proxy = readProxy(cluster, server, env)
  if ('problem' in proxy) return `context "${name}", cluster "${clusterName}": ${proxy.problem}`
  const namespace = stringAt(context, 'namespace') ?? null
  return {
    id: name,
    label: name,
    server,
    userName,
    namespace,
    inCluster: false,
    source: new AccessSource(server, cluster, user, proxy.url),
  }
}

// What the kubeconfig says goes before the environment, as in kubectl.
function readProxy(cluster: JsonRecord, server: string, env: Environment): EnvironmentProxy {
  const given = stringAt(cluster, 'proxy-url')
  if (given === undefined) return environmentProxy(new URL(server), env)
  const protocol = URL.parse(given)?.protocol ?? ''
  return /^(?:https?|socks5):$/.test(protocol)
    ? { url: given }
    : { problem: 'its proxy-url is not an http, https or socks5 URL' }
}

function readServer(server: string | undefined): string | null {
  const url = server === undefined ? null : URL.parse(server)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') return null
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

function errorCode(error: unknown): string {
  return isRecord(error) && typeof error.code === 'string' ? error.code : 'unknown error'
}
