import { writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { machineUser, renderTokenFile, type Tokens } from './identities.ts'
import { explainEnding, type ManagedProcess, stopDead } from './managed-process.ts'
import type { Pki } from './pki.ts'
import { poll } from './poll.ts'
import type { Run } from './run.ts'

export interface ApiServer {
  readonly url: string
  /** One JSON line per finished request of a test identity (verb, user, object, code). */
  readonly auditLogPath: string
  /** Stops it dead (SIGSTOP): connections stay open, nobody answers from then on. */
  readonly pause: () => Promise<void>
  readonly resume: () => void
  /** Kills it and waits until its port is free. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same port, with the same data; killed first if it runs. */
  readonly restart: () => Promise<void>
}

export interface ApiServerOptions {
  readonly command: string
  readonly run: Run
  readonly pki: Pki
  readonly tokens: Tokens
  readonly etcdUrl: string
  readonly port: number
  readonly extraArgs: readonly string[]
}

export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const files = await writeFiles(options)
  const url = `https://127.0.0.1:${options.port}`
  const launch = async () => {
    const started = await options.run.start('kube-apiserver', options.command, [
      ...flags(options, files),
      ...options.extraArgs,
    ])
    await waitUntilReady(url, options, started)
    return started
  }
  let running = await launch()
  const kill = () => running.stop(0)
  return {
    url,
    auditLogPath: files.auditLog,
    pause: () => stopDead(running),
    resume: () => running.signal('SIGCONT'),
    kill,
    restart: async () => {
      await kill()
      running = await launch()
    },
  }
}

interface ApiServerFiles {
  readonly tokens: string
  readonly auditPolicy: string
  readonly auditLog: string
}

async function writeFiles({ run, tokens }: ApiServerOptions): Promise<ApiServerFiles> {
  const files = {
    tokens: join(run.directory, 'tokens.csv'),
    auditPolicy: join(run.directory, 'audit-policy.json'),
    auditLog: join(run.logDir, 'audit.log'),
  }
  const policy = {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived', 'ResponseStarted'],
    rules: [{ level: 'None', users: [machineUser, 'system:apiserver', 'system:anonymous'] }, { level: 'Metadata' }],
  }
  await writeFile(files.tokens, renderTokenFile(tokens), { mode: 0o600 })
  await writeFile(files.auditPolicy, JSON.stringify(policy))
  return files
}

function flags({ pki, etcdUrl, port, run }: ApiServerOptions, files: ApiServerFiles): string[] {
  return [
    `--etcd-servers=${etcdUrl}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--cert-dir=${run.directory}`,
    `--tls-cert-file=${pki.server.certificatePath}`,
    `--tls-private-key-file=${pki.server.keyPath}`,
    `--client-ca-file=${pki.caPath}`,
    `--service-account-key-file=${pki.serviceAccountKeyPath}`,
    `--service-account-signing-key-file=${pki.serviceAccountKeyPath}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    // Nobody makes tokens for Pods here, and there is no Endpoints object to keep for the API server itself.
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
    // kwok answers as the kubelet, on loopback; the node's name does not resolve.
    '--kubelet-preferred-address-types=InternalIP',
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
  ]
}

async function waitUntilReady(url: string, { pki, tokens }: ApiServerOptions, started: ManagedProcess): Promise<void> {
  const isReady = async () => (await statusOf(`${url}/readyz`, pki.caPem, tokens[machineUser])) === 200
  try {
    await poll(isReady, { what: 'kube-apiserver is ready', timeoutMs: 60_000, abort: started.ending })
  } catch (error) {
    throw new Error(`kube-apiserver: ${(await explainEnding(started)) ?? `not ready; see ${started.logFile}`}`, {
      cause: error,
    })
  }
}

function statusOf(url: string, ca: string, token: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { ca, agent: false, timeout: 2000, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer')))
    asked.on('error', reject)
    asked.end()
  })
}
