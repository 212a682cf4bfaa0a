import type { Alias } from '@/lib/domain/alias/alias'
import type { ConsumerRuleFacts } from '@/lib/domain/finding/consumer-rule'
import type { RuleFacts } from '@/lib/domain/finding/rule'
import { sampleAlias } from '../../server/inventory/sample-alias'

type Given = Partial<Omit<RuleFacts, 'alias'>> & { alias?: Partial<Alias> }

/** An alias that no rule has anything to say of; tests name only what they are about. */
export function sampleFacts({ alias = {}, host = 'db.quillmoor.dev', ...facts }: Given = {}): RuleFacts {
  return {
    alias: sampleAlias({
      namespace: 'ordering',
      target: host,
      externalName: host,
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 443 }],
      labels: { 'app.kubernetes.io/part-of': 'shop' },
      annotations: { 'a8r.io/description': 'Orders' },
      owner: { value: 'orders', source: 'owner' },
      environment: 'production',
      ...alias,
    }),
    host,
    clusterDomain: 'cluster.local',
    group: null,
    siblings: [],
    addresses: ['203.0.113.7'],
    path: null,
    slices: [],
    ...facts,
  }
}

/** An alias that one Deployment names, of which everything was read. */
export function sampleConsumers(facts: Partial<ConsumerRuleFacts> = {}): ConsumerRuleFacts {
  return {
    consumers: [{ kind: 'Deployment', namespace: 'shop', name: 'api', relation: 'names', certainty: 'certain' }],
    aliasesHere: 0,
    isWhole: true,
    kinds: ['Deployment', 'Ingress'],
    role: null,
    ...facts,
  }
}
