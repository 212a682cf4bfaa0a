import { listProviders } from './provider'

/** Managed services of the other clouds. */
export const cloudProviders = [
  ...listProviders({ provider: 'DigitalOcean', category: 'database', statusPage: 'https://status.digitalocean.com/' }, [
    {
      suffixes: ['db.ondigitalocean.com'],
      service: 'Managed Databases',
      defaultPort: 25060,
      tlsMode: 'none',
      privateIpsNormal: true,
      source: 'https://docs.digitalocean.com/products/databases/postgresql/how-to/connect/',
    },
    {
      suffixes: ['digitaloceanspaces.com'],
      service: 'Spaces',
      category: 'storage',
      claimableByName: true,
      source: 'https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/',
    },
    {
      suffixes: ['ondigitalocean.app'],
      service: 'App Platform',
      category: 'web',
      source: 'https://docs.digitalocean.com/products/app-platform/how-to/manage-domains/',
    },
  ]),
  ...listProviders(
    { provider: 'Oracle Cloud', category: 'database', statusPage: 'https://ocistatus.oraclecloud.com/' },
    [
      {
        suffixes: ['adb.*.oraclecloud.com'],
        service: 'Autonomous Database',
        defaultPort: 1522,
        privateIpsNormal: true,
        source: 'https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/connect-sqlcl-tls.html',
      },
      {
        suffixes: ['objectstorage.*.oraclecloud.com'],
        service: 'Object Storage',
        category: 'storage',
        source: 'https://docs.oracle.com/en-us/iaas/api/',
      },
    ],
  ),
  ...listProviders(
    { provider: 'Alibaba Cloud', category: 'database', statusPage: 'https://status.alibabacloud.com/' },
    [
      {
        suffixes: ['rds.aliyuncs.com'],
        service: 'ApsaraDB',
        defaultPort: null,
        tlsMode: 'none',
        privateIpsNormal: true,
        source: 'https://www.alibabacloud.com/help/en/rds/apsaradb-rds-for-postgresql/getting-started',
      },
      {
        suffixes: ['redis.rds.aliyuncs.com'],
        service: 'Tair',
        category: 'cache',
        defaultPort: 6379,
        tlsMode: 'none',
        privateIpsNormal: true,
        source: 'https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-redis-connection',
      },
      {
        suffixes: ['mongodb.rds.aliyuncs.com'],
        service: 'ApsaraDB for MongoDB',
        defaultPort: 3717,
        tlsMode: 'none',
        privateIpsNormal: true,
        source: 'https://www.alibabacloud.com/help/en/mongodb/user-guide/change-the-endpoint-and-port-of-an-instance',
      },
    ],
  ),
  ...listProviders({ provider: 'IBM Cloud', category: 'database', statusPage: 'https://cloud.ibm.com/status' }, [
    {
      suffixes: ['databases.appdomain.cloud'],
      service: 'Cloud Databases',
      defaultPort: null,
      tlsMode: 'none',
      source: 'https://cloud.ibm.com/docs/databases-for-mysql?topic=databases-for-mysql-connection-strings',
    },
  ]),
  ...listProviders({ provider: 'Scaleway', category: 'database', statusPage: 'https://status.scaleway.com/' }, [
    {
      suffixes: ['rdb.*.scw.cloud'],
      service: 'Managed Database',
      defaultPort: null,
      tlsMode: 'none',
      source: 'https://www.scaleway.com/en/docs/managed-databases-for-postgresql-and-mysql/',
    },
    {
      suffixes: ['s3.*.scw.cloud'],
      service: 'Object Storage',
      category: 'storage',
      claimableByName: true,
      source: 'https://www.scaleway.com/en/docs/object-storage/',
    },
  ]),
  ...listProviders(
    { provider: 'OVHcloud', category: 'database', statusPage: 'https://public-cloud.status-ovhcloud.com/' },
    [
      {
        suffixes: ['database.cloud.ovh.net'],
        service: 'Public Cloud Databases',
        defaultPort: 20184,
        tlsMode: 'none',
        source: 'https://help.ovhcloud.com/csm/en-public-cloud-databases',
      },
    ],
  ),
  ...listProviders({ provider: 'Backblaze', category: 'storage', statusPage: 'https://status.backblaze.com/' }, [
    {
      suffixes: ['backblazeb2.com'],
      service: 'B2',
      source: 'https://www.backblaze.com/docs/cloud-storage-call-the-s3-compatible-api',
    },
  ]),
]
