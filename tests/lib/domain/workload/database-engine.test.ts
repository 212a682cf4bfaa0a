import { describe, expect, test } from 'vitest'
import { readDatabase } from '@/lib/domain/workload/database-engine'

const of = (images: string[], ports: number[] = [], target: string | null = null) =>
  readDatabase({ images, ports, target })?.engine ?? null

describe('readDatabase', () => {
  test.each([
    ['postgres:15', 'postgres'],
    ['docker.io/bitnami/postgresql:16.2.0-debian-12-r8', 'postgres'],
    ['ghcr.io/cloudnative-pg/postgresql@sha256:0f0', 'postgres'],
    ['registry.example:5000/team/mysql', 'mysql'],
    ['mariadb:11', 'mariadb'],
    ['mongo:7', 'mongodb'],
    ['percona/percona-server-mongodb:7', 'mongodb'],
    ['percona/percona-server:8', 'mysql'],
    ['valkey/valkey:8', 'redis'],
    ['mcr.microsoft.com/mssql/server:2022', null],
    ['prometheuscommunity/postgres-exporter', null],
    ['mongo-express', null],
    ['bitnami/pgbouncer', null],
    ['cockroachdb/cockroach', null],
    ['cassandra:5', null],
  ])('knows by the image %s', (image, engine) => expect(of([image])).toBe(engine))

  test('looks past sidecars', () => {
    expect(of(['prometheuscommunity/postgres-exporter:1', 'registry.example/spilo-16:3'])).toBe('postgres')
  })

  test('takes the port where no image tells, and never for a pooler or proxy', () => {
    expect(of(['registry.example/data:1'], [8080, 27_017])).toBe('mongodb')
    expect(of(['envoyproxy/proxy:1', 'bitnami/pgbouncer:1'], [5432])).toBeNull()
    expect(of(['registry.example/web:1'], [8080])).toBeNull()
  })

  test('takes the provider that the alias leads to at last', () => {
    expect(of([], [], 'orders.abc.us-east-1.rds.amazonaws.com')).toBe('database')
    expect(of([], [], 'postgres-1.abc.us-east-1.rds.amazonaws.com')).toBe('postgres')
    expect(of([], [], 'rec.execute-api.us-east-1.amazonaws.com')).toBeNull()
  })
})
