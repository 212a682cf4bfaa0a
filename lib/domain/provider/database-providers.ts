import { listProviders, type ProviderDefaults } from './provider'

const database = (provider: string, statusPage?: string): ProviderDefaults => ({
  provider,
  category: 'database',
  ...(statusPage === undefined ? {} : { statusPage }),
})

/** Databases run as a service by those who make them. */
export const databaseProviders = [
  ...listProviders(database('MongoDB', 'https://status.mongodb.com/'), [
    {
      suffixes: ['mongodb.net'],
      service: 'Atlas',
      defaultPort: 27017,
      privateIpsNormal: true,
      source: 'https://www.mongodb.com/docs/atlas/connect-to-database-deployment/',
    },
  ]),
  ...listProviders(database('Snowflake', 'https://status.snowflake.com/'), [
    {
      suffixes: ['snowflakecomputing.com'],
      service: 'Snowflake',
      source: 'https://docs.snowflake.com/en/user-guide/organizations-connect',
    },
    {
      suffixes: ['privatelink.snowflakecomputing.com'],
      service: 'Snowflake',
      privateIpsNormal: true,
      source: 'https://docs.snowflake.com/en/user-guide/admin-security-privatelink',
    },
  ]),
  ...listProviders(database('Databricks', 'https://status.databricks.com/'), [
    {
      suffixes: ['cloud.databricks.com', 'gcp.databricks.com'],
      service: 'Databricks',
      source: 'https://docs.databricks.com/aws/en/workspace/workspace-details',
    },
  ]),
  ...listProviders(database('Neon', 'https://neonstatus.com/'), [
    {
      suffixes: ['neon.tech'],
      service: 'Neon Postgres',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      source: 'https://neon.com/docs/connect/connect-from-any-app',
    },
  ]),
  ...listProviders(database('Supabase', 'https://status.supabase.com/'), [
    {
      suffixes: ['db.*.supabase.co'],
      service: 'Supabase Postgres',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      source: 'https://supabase.com/docs/guides/database/connecting-to-postgres',
    },
    {
      suffixes: ['pooler.supabase.com'],
      service: 'Supabase pooler',
      defaultPort: 6543,
      tlsMode: 'starttls-postgres',
      source: 'https://supabase.com/docs/guides/database/connecting-to-postgres',
    },
    {
      suffixes: ['supabase.co'],
      service: 'Supabase API',
      category: 'saas-api',
      source: 'https://supabase.com/docs/guides/api',
    },
  ]),
  ...listProviders(database('PlanetScale', 'https://www.planetscalestatus.com/'), [
    {
      suffixes: ['psdb.cloud'],
      service: 'PlanetScale MySQL',
      defaultPort: 3306,
      tlsMode: 'none',
      source: 'https://planetscale.com/docs/tutorials/connect-any-application',
    },
    {
      suffixes: ['pg.psdb.cloud'],
      service: 'PlanetScale Postgres',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      source: 'https://planetscale.com/docs/postgres/connecting',
    },
  ]),
  ...listProviders(database('Cockroach Labs', 'https://status.cockroachlabs.cloud/'), [
    {
      suffixes: ['cockroachlabs.cloud'],
      service: 'CockroachDB Cloud',
      defaultPort: 26257,
      tlsMode: 'starttls-postgres',
      source: 'https://www.cockroachlabs.com/docs/cockroachcloud/connect-to-your-cluster',
    },
  ]),
  ...listProviders(database('Aiven', 'https://status.aiven.io/'), [
    {
      suffixes: ['aivencloud.com'],
      service: 'Aiven',
      defaultPort: null,
      tlsMode: 'none',
      source: 'https://aiven.io/docs/tools/cli/service/connection-info',
    },
  ]),
  ...listProviders(database('Crunchy Data'), [
    {
      suffixes: ['db.postgresbridge.com'],
      service: 'Crunchy Bridge',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      source: 'https://docs.crunchybridge.com/',
    },
  ]),
  ...listProviders(database('Tiger Data', 'https://status.timescale.com/'), [
    {
      suffixes: ['tsdb.cloud.timescale.com'],
      service: 'Timescale',
      defaultPort: null,
      tlsMode: 'starttls-postgres',
      source: 'https://docs.timescale.com/',
    },
  ]),
  ...listProviders(database('Render', 'https://status.render.com/'), [
    {
      suffixes: [
        'oregon-postgres.render.com',
        'ohio-postgres.render.com',
        'virginia-postgres.render.com',
        'frankfurt-postgres.render.com',
        'singapore-postgres.render.com',
      ],
      service: 'Render Postgres',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      source: 'https://render.com/docs/postgresql-creating-connecting',
    },
  ]),
  ...listProviders(database('DataStax'), [
    {
      suffixes: ['apps.astra.datastax.com'],
      service: 'Astra DB',
      source: 'https://docs.datastax.com/en/astra-db-serverless/api-reference/dataapiclient.html',
    },
  ]),
  ...listProviders(database('Neo4j', 'https://status.neo4j.io/'), [
    {
      suffixes: ['databases.neo4j.io'],
      service: 'Aura',
      defaultPort: 7687,
      source: 'https://neo4j.com/docs/aura/getting-started/connect-instance/',
    },
  ]),
  ...listProviders(database('SingleStore', 'https://status.singlestore.com/'), [
    {
      suffixes: ['svc.singlestore.com'],
      service: 'Helios',
      defaultPort: 3306,
      tlsMode: 'none',
      source: 'https://docs.singlestore.com/cloud/connecting-to-singlestore/',
    },
  ]),
  ...listProviders(database('PingCAP'), [
    {
      suffixes: ['tidbcloud.com'],
      service: 'TiDB Cloud',
      defaultPort: 4000,
      tlsMode: 'none',
      source: 'https://docs.pingcap.com/tidbcloud/connect-to-tidb-cluster-serverless',
    },
  ]),
  ...listProviders(database('ClickHouse', 'https://status.clickhouse.com/'), [
    {
      suffixes: ['clickhouse.cloud'],
      service: 'ClickHouse Cloud',
      defaultPort: 8443,
      source: 'https://clickhouse.com/docs/products/cloud/guides/sql-console/connection-details',
    },
  ]),
  ...listProviders(database('InfluxData', 'https://status.influxdata.com/'), [
    {
      suffixes: ['cloud2.influxdata.com'],
      service: 'InfluxDB Cloud',
      source: 'https://docs.influxdata.com/influxdb/cloud/reference/regions/',
    },
  ]),
]
