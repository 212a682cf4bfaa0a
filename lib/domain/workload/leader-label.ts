const leaders = new Set(['master', 'primary', 'leader', 'writer'])

// Labels by which operators tell the server that takes the writes.
const roleKeys = [
  'role',
  'spilo-role',
  'cnpg.io/instanceRole',
  'postgres-operator.crunchydata.com/role',
  'redisfailovers-role',
  'redis-role',
  'mysql.oracle.com/cluster-role',
  'k8s.mariadb.com/role',
  'kubedb.com/role',
  'replicationRole',
  'app.kubernetes.io/component',
]

// One pod by its name is one server, whoever leads.
const singlePodKeys = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index']

/** The label of a selector that leads to one server of a database, `key=value`; null without one. */
export function leaderLabel(selector: Readonly<Record<string, string>>): string | null {
  for (const [key, value] of Object.entries(selector)) {
    const isLeader = roleKeys.includes(key) && leaders.has(value.toLowerCase())
    if (isLeader || singlePodKeys.includes(key)) return `${key}=${value}`
  }
  return null
}
