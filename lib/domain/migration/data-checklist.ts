import type { WantedPort } from '@/lib/domain/change/change-request'
import { shellLine } from '@/lib/domain/shell/shell-line'
import type { ChecklistItem } from './phase'

type Engine = 'postgres' | 'mysql' | 'mongodb' | 'redis'

const engineByPort: Readonly<Record<number, Engine>> = {
  5432: 'postgres',
  3306: 'mysql',
  27017: 'mongodb',
  6379: 'redis',
}

/** A measure of lag says nothing a few minutes later. */
const lagFreshSeconds = 300

/**
 * What has to be vouched for before clients may find their data at another place, with lines to copy for the database that the ports speak of.
 * `source` and `target` are hosts; the target may be a name that nobody serves yet.
 */
export function dataChecklist(
  ports: readonly Pick<WantedPort, 'port'>[],
  hosts: { source: string; target: string },
): ChecklistItem[] {
  const engine = ports.map(({ port }) => engineByPort[port]).find((known) => known !== undefined)
  const lines = engine === undefined ? none : linesOf[engine](hosts)
  return [
    item('replication', 'Replication from the old side to the new one is set up', lines.replication),
    item('first-copy', 'The first copy is finished and was counted', lines.copy),
    item('credentials', 'Users, passwords and privileges are equal on both sides', lines.credentials),
    { ...item('lag', 'The new side is at most a second behind', lines.lag), freshSeconds: lagFreshSeconds },
    { ...item('fenced', 'The old side takes no writes any more', lines.fence), freshSeconds: lagFreshSeconds },
  ]
}

interface Lines {
  replication: string[]
  copy: string[]
  credentials: string[]
  lag: string[]
  fence: string[]
}

const none: Lines = { replication: [], copy: [], credentials: [], lag: [], fence: [] }

const linesOf: Readonly<Record<Engine, (hosts: { source: string; target: string }) => Lines>> = {
  postgres: ({ source, target }) => ({
    replication: [
      shellLine`psql --host ${source} --command ${'CREATE PUBLICATION moving FOR ALL TABLES'}`,
      shellLine`psql --host ${target} --command ${'SELECT subname, subenabled FROM pg_subscription'}`,
    ],
    copy: [
      shellLine`psql --host ${target} --command ${'SELECT srrelid::regclass, srsubstate FROM pg_subscription_rel'}`,
    ],
    credentials: [shellLine`pg_dumpall --host ${source} --roles-only --no-role-passwords`],
    lag: [shellLine`psql --host ${source} --command ${'SELECT application_name, replay_lag FROM pg_stat_replication'}`],
    fence: [shellLine`psql --host ${source} --command ${'ALTER SYSTEM SET default_transaction_read_only = on'}`],
  }),
  mysql: ({ source, target }) => ({
    replication: [shellLine`mysql --host ${target} --execute ${'SHOW REPLICA STATUS'}`],
    copy: [shellLine`mysqldump --host ${source} --single-transaction --source-data=2 --all-databases`],
    credentials: [shellLine`mysql --host ${source} --execute ${'SELECT user, host, plugin FROM mysql.user'}`],
    lag: [shellLine`mysql --host ${target} --execute ${'SHOW REPLICA STATUS'}`],
    fence: [shellLine`mysql --host ${source} --execute ${'SET GLOBAL super_read_only = ON'}`],
  }),
  mongodb: ({ source, target }) => ({
    replication: [shellLine`mongosh --host ${target} --eval ${'rs.status().members'}`],
    copy: [shellLine`mongodump --host ${source} --oplog --archive`],
    credentials: [
      shellLine`mongosh --host ${source} --eval ${'db.getSiblingDB("admin").system.users.find({}, { user: 1, roles: 1 })'}`,
    ],
    lag: [shellLine`mongosh --host ${target} --eval ${'rs.printSecondaryReplicationInfo()'}`],
    fence: [shellLine`mongosh --host ${source} --eval ${'db.fsyncLock()'}`],
  }),
  redis: ({ source, target }) => ({
    replication: [shellLine`redis-cli -h ${target} INFO replication`],
    copy: [shellLine`redis-cli -h ${target} DBSIZE`],
    credentials: [shellLine`redis-cli -h ${source} ACL LIST`],
    lag: [shellLine`redis-cli -h ${target} INFO replication`],
    fence: [shellLine`redis-cli -h ${source} CLIENT PAUSE 600000 WRITE`],
  }),
}

function item(id: string, title: string, commands: string[]): ChecklistItem {
  return { id, title, commands, freshSeconds: null }
}
