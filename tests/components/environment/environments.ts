import type { CellEntryView, EnvironmentsPage, MatrixCellView, MatrixRowView } from '@/lib/contract/environments'
import { readHostWords } from '@/lib/domain/environment/host-words'

function makeEntry(namespace: string, target: string | null, more: Partial<CellEntryView> = {}): CellEntryView {
  return {
    service: { cluster: 'prod', namespace, name: 'db' },
    type: target === null ? 'ClusterIP' : 'ExternalName',
    target,
    severity: 'ok',
    verdict: { severity: 'ok', summary: 'Resolves' },
    targetClass: { kind: 'own-domain', suffix: 'company.com', labels: 1 },
    letter: 'A',
    words: target === null ? [] : readHostWords(target),
    outliers: [],
    ...{ keptBy: null, drift: null },
    ...more,
  }
}

function makeCell(
  environment: string,
  entries: CellEntryView[],
  missing: MatrixCellView['missing'] = null,
): MatrixCellView {
  return { environment, entries, total: entries.length, missing, home: null }
}

const foreign = {
  code: 'other-environment-word' as const,
  severity: 'critical' as const,
  title: 'A development host',
  evidence: '"dev" is the word of development',
}
const noSibling = {
  code: 'missing' as const,
  severity: 'warning' as const,
  title: 'No sibling in staging',
  evidence: '2 of 3 environments have it',
}

export const reports: MatrixRowView = {
  ...{ system: 'shop', name: 'db', state: 'stands-out', severity: 'critical', owners: ['shop-team'] },
  cells: [
    makeCell('development', [makeEntry('shop-dev', 'dev-db.company.com')]),
    makeCell('staging', [], noSibling),
    makeCell('production', [makeEntry('shop', 'dev-db.company.com', { outliers: [foreign] })]),
  ],
}

export const alike: MatrixRowView = {
  ...{ system: 'shop', name: 'api', state: 'alike', severity: 'ok', owners: [] },
  cells: [
    makeCell('development', [makeEntry('shop-dev', 'api-dev.company.com')]),
    makeCell('staging', [makeEntry('shop-stg', null)]),
    makeCell('production', []),
  ],
}

export function makePage(...items: MatrixRowView[]): EnvironmentsPage {
  return {
    environments: ['development', 'staging', 'production'].map((name) => ({ name, dependencies: 1 })),
    moreEnvironments: 0,
    items,
    total: items.length,
    offset: 0,
    states: { all: items.length, 'stands-out': 1, different: 0, alike: 1, single: 0, missing: 1 },
    owners: { 'shop-team': 1, none: 1 },
    clusters: { prod: items.length },
    withoutEnvironment: 4,
  }
}
