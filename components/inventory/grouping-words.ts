import type { Grouping } from '@/lib/contract/row-group'

export const groupingWords: Readonly<Record<Grouping | 'none', string>> = {
  none: 'None',
  host: 'Host',
  namespace: 'Namespace',
  owner: 'Owner',
  environment: 'Environment',
  useCase: 'Use case',
  namespacePurpose: 'Purpose of namespace',
}
