const words = new Set([
  ...[
    'host',
    'hosts',
    'hostname',
    'hostnames',
    'h',
    'server',
    'servers',
    'addr',
    'addrs',
    'address',
    'addresses',
    'fqdn',
  ],
  ...['url', 'urls', 'uri', 'uris', 'dsn', 'endpoint', 'endpoints', 'domain', 'service', 'svc', 'target', 'upstream'],
  ...['backend', 'backends', 'broker', 'brokers', 'bootstrap', 'node', 'nodes', 'primary', 'replica', 'replicas'],
  ...['peer', 'peers', 'seed', 'seeds', 'proxy', 'contact', 'connection', 'connect'],
])

/** Whether what is called so holds a host: one of its words says so, as in `DB_HOST`, `bootstrap.servers`, `databaseUrl` or `--db-host`. */
export function isHostKey(key: string): boolean {
  return wordsOf(key).some((word) => words.has(word))
}

const otherWords = new Set([
  ...['name', 'app', 'application', 'user', 'username', 'password', 'database', 'dbname', 'schema', 'table', 'queue'],
  ...['topic', 'bucket', 'role', 'namespace', 'env', 'environment', 'mode', 'profile', 'tag', 'version', 'label', 'id'],
  ...['key', 'prefix', 'path', 'file', 'dir', 'level', 'group', 'type', 'team', 'owner', 'region', 'cluster', 'port'],
])

/** Whether what is called so holds something else, as in `APP_NAME` or `DB_USER`, though its value may be spelled like a host. */
export function isOtherKey(key: string): boolean {
  const said = wordsOf(key)
  return !said.some((word) => words.has(word)) && said.some((word) => otherWords.has(word))
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}
