import type { CellEntryView } from '@/lib/contract/environments'
import type { TargetKind } from '@/lib/domain/environment/target-kind'

const kindWords: Readonly<Record<TargetKind, string>> = {
  'provider-host': 'a host under',
  'own-domain': 'your own domain',
  'other-cluster': 'another cluster, under',
  'in-cluster': 'in this cluster',
  placeholder: 'a placeholder',
  'not-a-name': 'not a DNS name',
}

/** The class of a target in words: `a host under rds.amazonaws.com, 2 labels before it`. */
export function classWords({ kind, suffix, labels }: CellEntryView['targetClass']): string {
  if (kind === 'in-cluster' || kind === 'placeholder' || kind === 'not-a-name') return kindWords[kind]
  return `${kindWords[kind]} ${suffix}, ${labels} ${labels === 1 ? 'label' : 'labels'} before it`
}
