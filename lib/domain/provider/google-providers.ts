import { listProviders } from './provider'

const docs = 'https://cloud.google.com'

/** Services of Google Cloud and Firebase. A project's id is never given out twice, so that its names cannot be claimed. */
export const googleProviders = listProviders(
  { provider: 'Google Cloud', category: 'saas-api', statusPage: 'https://status.cloud.google.com/' },
  [
    {
      suffixes: ['sql.goog', 'sql-psa.goog', 'sql-psc.goog'],
      service: 'Cloud SQL',
      category: 'database',
      defaultPort: null,
      tlsMode: 'none',
      privateIpsNormal: true,
      source: `${docs}/sql/docs/mysql/about-private-service-connect`,
    },
    {
      suffixes: ['alloydb-psc.goog', 'alloydb.goog'],
      service: 'AlloyDB',
      category: 'database',
      defaultPort: 5432,
      tlsMode: 'starttls-postgres',
      privateIpsNormal: true,
      source: `${docs}/alloydb/docs/configure-private-service-connect`,
    },
    {
      suffixes: ['managedkafka.*.cloud.goog'],
      service: 'Managed Service for Apache Kafka',
      category: 'queue',
      defaultPort: 9092,
      privateIpsNormal: true,
      source: `${docs}/managed-service-for-apache-kafka/docs/quickstart`,
    },
    {
      suffixes: ['pubsub.googleapis.com'],
      service: 'Pub/Sub',
      category: 'queue',
      source: `${docs}/pubsub/docs/reference/service_apis_overview`,
    },
    {
      suffixes: ['storage.googleapis.com'],
      service: 'Cloud Storage',
      category: 'storage',
      source: `${docs}/storage/docs/request-endpoints`,
    },
    {
      suffixes: ['googleapis.com'],
      service: 'Google APIs',
      source: `${docs}/vpc/docs/configure-private-google-access`,
    },
    {
      suffixes: ['run.app'],
      service: 'Cloud Run',
      category: 'web',
      source: `${docs}/run/docs/triggering/https-request`,
    },
    {
      suffixes: ['cloudfunctions.net'],
      service: 'Cloud Functions',
      category: 'web',
      source: `${docs}/functions/docs/calling/http`,
    },
    {
      suffixes: ['appspot.com'],
      service: 'App Engine',
      category: 'web',
      source: `${docs}/appengine/docs/standard/how-requests-are-routed`,
    },
    {
      suffixes: ['firebaseio.com', 'firebasedatabase.app'],
      service: 'Firebase Realtime Database',
      provider: 'Google Firebase',
      category: 'database',
      statusPage: 'https://status.firebase.google.com/',
      source: 'https://firebase.google.com/docs/database/rest/start',
    },
    {
      suffixes: ['web.app', 'firebaseapp.com'],
      service: 'Firebase Hosting',
      provider: 'Google Firebase',
      category: 'web',
      statusPage: 'https://status.firebase.google.com/',
      source: 'https://firebase.google.com/docs/hosting',
    },
    {
      suffixes: ['smtp.gmail.com', 'smtp-relay.gmail.com'],
      service: 'Gmail',
      provider: 'Google Workspace',
      defaultPort: 587,
      tlsMode: 'starttls-smtp',
      statusPage: 'https://www.google.com/appsstatus/dashboard/',
      source: 'https://support.google.com/a/answer/176600',
    },
  ],
)
