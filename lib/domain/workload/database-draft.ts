import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { DatabaseEngine } from './database-engine'

export const draftEngines = ['postgres', 'mysql', 'mongodb', 'redis'] as const satisfies readonly DatabaseEngine[]

export type DraftEngine = (typeof draftEngines)[number]

export interface DatabaseDraftInput {
  engine: DraftEngine
  namespace: string
  /** Of the StatefulSet, its pods and their label `app.kubernetes.io/name`. */
  name: string
  /** A Kubernetes quantity such as `20Gi`. */
  storage: string
}

/** A database to apply oneself: objects in the order in which they are applied, what the alias selects then, and what to do first. */
export interface DatabaseDraft {
  objects: object[]
  /** The same as YAML documents, for `kubectl apply`. */
  text: string
  /** The Secret that has to be there before; the draft names its keys and holds no value. */
  secret: { name: string; keys: string[] }
  /** For the alias that is to lead to it. */
  selector: Record<string, string>
  port: { name: string; port: number }
}

interface Engine {
  image: string
  port: number
  portName: string
  dataPath: string
  /** Environment variables by the key of the Secret that holds their value. */
  secretEnv: Readonly<Record<string, string>>
  env: readonly { name: string; value: string }[]
  args: readonly string[]
  user: number
  ready: readonly string[]
}

const engines: Readonly<Record<DraftEngine, Engine>> = {
  postgres: {
    image: 'postgres:17',
    port: 5432,
    portName: 'postgres',
    dataPath: '/var/lib/postgresql/data',
    secretEnv: { POSTGRES_USER: 'username', POSTGRES_PASSWORD: 'password', POSTGRES_DB: 'database' },
    // The lost+found of a volume keeps a server from beginning at its root.
    env: [{ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }],
    args: [],
    user: 999,
    ready: ['sh', '-c', 'pg_isready --host 127.0.0.1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"'],
  },
  mysql: {
    image: 'mysql:8.4',
    port: 3306,
    portName: 'mysql',
    dataPath: '/var/lib/mysql',
    secretEnv: {
      MYSQL_ROOT_PASSWORD: 'root-password',
      MYSQL_USER: 'username',
      MYSQL_PASSWORD: 'password',
      MYSQL_DATABASE: 'database',
    },
    env: [],
    args: ['--datadir=/var/lib/mysql/data'],
    user: 999,
    ready: ['sh', '-c', 'MYSQL_PWD="$MYSQL_PASSWORD" mysqladmin ping --host 127.0.0.1 --user "$MYSQL_USER"'],
  },
  mongodb: {
    image: 'mongo:8.0',
    port: 27_017,
    portName: 'mongodb',
    dataPath: '/data/db',
    secretEnv: { MONGO_INITDB_ROOT_USERNAME: 'username', MONGO_INITDB_ROOT_PASSWORD: 'password' },
    env: [],
    args: ['--bind_ip_all'],
    user: 999,
    ready: ['mongosh', '--quiet', '--eval', 'db.adminCommand("ping")'],
  },
  redis: {
    image: 'redis:8.0',
    port: 6379,
    portName: 'redis',
    dataPath: '/data',
    secretEnv: { REDIS_PASSWORD: 'password' },
    env: [],
    // Kubernetes puts the value in: no shell is there to read it.
    args: ['redis-server', '--appendonly', 'yes', '--requirepass', '$(REDIS_PASSWORD)'],
    user: 999,
    ready: ['sh', '-c', 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli ping | grep -q PONG'],
  },
}

const nameLabel = 'app.kubernetes.io/name'

/**
 * A headless Service and a StatefulSet of one server for a common database, with storage, a readiness probe and no rights that it does not need;
 * secrets by reference only. A beginning to look through and to apply oneself: it neither backs up nor fails over.
 */
export function draftDatabase({ engine, namespace, name, storage }: DatabaseDraftInput): DatabaseDraft {
  const { port, portName, secretEnv } = engines[engine]
  const labels = { [nameLabel]: name, 'app.kubernetes.io/component': 'database' }
  const selector = { [nameLabel]: name }
  const place = (objectName: string) => ({ name: objectName, namespace, labels })
  const headless = `${name}-headless`
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: place(headless),
    spec: { clusterIP: 'None', selector, ports: [{ name: portName, port, targetPort: portName }] },
  }
  const statefulSet = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: place(name),
    spec: {
      serviceName: headless,
      replicas: 1,
      selector: { matchLabels: selector },
      template: { metadata: { labels }, spec: podSpec(engines[engine], secretName(name)) },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
        },
      ],
    },
  }
  const objects = [service, statefulSet]
  return {
    objects,
    text: objects.map(toYaml).join('---\n'),
    secret: { name: secretName(name), keys: [...new Set(Object.values(secretEnv))] },
    selector,
    port: { name: portName, port },
  }
}

const secretName = (name: string) => `${name}-credentials`

function podSpec(engine: Engine, secret: string): object {
  const { image, port, portName, dataPath, secretEnv, env, args, user, ready } = engine
  const secrets = Object.entries(secretEnv).map(([variable, key]) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }))
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 60,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: portName,
        image,
        ...(args.length === 0 ? {} : { args }),
        env: [...secrets, ...env],
        ports: [{ name: portName, containerPort: port }],
        readinessProbe: { exec: { command: ready }, periodSeconds: 10, timeoutSeconds: 5 },
        resources: { requests: { cpu: '100m', memory: '512Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'data', mountPath: dataPath }],
      },
    ],
  }
}
