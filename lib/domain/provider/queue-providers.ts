import { listProviders } from './provider'

/** Caches, queues and search run as a service by those who make them. */
export const queueProviders = [
  ...listProviders({ provider: 'Redis', category: 'cache', statusPage: 'https://status.redis.io/' }, [
    {
      suffixes: ['redis-cloud.com', 'redislabs.com'],
      service: 'Redis Cloud',
      defaultPort: null,
      tlsMode: 'none',
      source: 'https://redis.io/docs/latest/operate/rc/databases/connect/',
    },
  ]),
  ...listProviders({ provider: 'Upstash', category: 'cache', statusPage: 'https://status.upstash.com/' }, [
    {
      suffixes: ['upstash.io'],
      service: 'Upstash Redis',
      defaultPort: 6379,
      source: 'https://upstash.com/docs/redis/howto/connectclient',
    },
  ]),
  ...listProviders({ provider: 'Confluent', category: 'queue', statusPage: 'https://status.confluent.cloud/' }, [
    {
      suffixes: ['confluent.cloud'],
      service: 'Confluent Cloud',
      defaultPort: 9092,
      privateIpsNormal: true,
      source: 'https://docs.confluent.io/cloud/current/networking/overview.html',
    },
  ]),
  ...listProviders({ provider: 'Redpanda', category: 'queue' }, [
    {
      suffixes: ['cloud.redpanda.com'],
      service: 'Redpanda Cloud',
      defaultPort: 9092,
      privateIpsNormal: true,
      source: 'https://docs.redpanda.com/redpanda-cloud/security/cloud-authentication/',
    },
  ]),
  ...listProviders({ provider: 'CloudAMQP', category: 'queue', statusPage: 'https://status.cloudamqp.com/' }, [
    {
      suffixes: ['cloudamqp.com'],
      service: 'CloudAMQP',
      defaultPort: 5671,
      source: 'https://www.cloudamqp.com/docs/index.html',
    },
  ]),
  ...listProviders({ provider: 'HiveMQ', category: 'queue' }, [
    {
      suffixes: ['hivemq.cloud'],
      service: 'HiveMQ Cloud',
      defaultPort: 8883,
      source: 'https://docs.hivemq.com/hivemq-cloud/quick-start-guide.html',
    },
  ]),
  ...listProviders({ provider: 'Elastic', category: 'search', statusPage: 'https://status.elastic.co/' }, [
    {
      // An alias that was given up may be taken by anyone after 30 days.
      suffixes: ['found.io', 'elastic-cloud.com'],
      service: 'Elastic Cloud',
      claimableByName: true,
      source: 'https://www.elastic.co/guide/en/cloud/current/ec-regional-deployment-aliases.html',
    },
  ]),
  ...listProviders({ provider: 'Algolia', category: 'search', statusPage: 'https://status.algolia.com/' }, [
    {
      suffixes: ['algolia.net', 'algolianet.com'],
      service: 'Algolia',
      source: 'https://www.algolia.com/doc/rest-api/search/',
    },
  ]),
  ...listProviders({ provider: 'Pinecone', category: 'search', statusPage: 'https://status.pinecone.io/' }, [
    { suffixes: ['pinecone.io'], service: 'Pinecone', source: 'https://docs.pinecone.io/guides/get-started/overview' },
  ]),
  ...listProviders({ provider: 'Qdrant', category: 'search', statusPage: 'https://status.qdrant.io/' }, [
    {
      suffixes: ['cloud.qdrant.io'],
      service: 'Qdrant Cloud',
      defaultPort: 6333,
      source: 'https://qdrant.tech/documentation/cloud/',
    },
  ]),
  ...listProviders({ provider: 'Typesense', category: 'search' }, [
    { suffixes: ['typesense.net'], service: 'Typesense Cloud', source: 'https://typesense.org/docs/guide/' },
  ]),
]
