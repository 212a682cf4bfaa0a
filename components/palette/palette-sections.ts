import { type AliasAction, aliasActions, aliasHref } from '@/components/action/alias-actions'
import { dependencyHref } from '@/components/dependency/dependency-href'
import { filterWords } from '@/components/inventory/filter-words'
import type { ChangeView } from '@/lib/contract/changes'
import type { DependencyItem } from '@/lib/contract/dependencies'
import { writeFilterValue } from '@/lib/contract/filter-value'
import type { Row } from '@/lib/contract/row'
import type { Facets, ServicesPage } from '@/lib/contract/services'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { Command } from './commands'
import type { SavedView } from './saved-views'

export type PaletteOption =
  | { kind: 'alias'; row: Row; href: string }
  | { kind: 'host'; item: DependencyItem; href: string }
  | { kind: 'action'; action: AliasAction; row: Row }
  | { kind: 'command'; command: Command }
  | { kind: 'view'; view: SavedView; href: string }
  | { kind: 'change'; change: ChangeView; href: string }
  | { kind: 'narrow'; field: NarrowField; value: string; count: number | null; href: string }

export type NarrowField = 'search' | 'owner' | 'namespace' | 'environment' | 'provider' | 'useCase' | 'severity'

export interface PaletteSection {
  title: string
  note?: string
  options: PaletteOption[]
}

export interface PaletteFindings {
  /** As typed, with its prefix. */
  text: string
  found: ServicesPage | undefined
  hosts: readonly DependencyItem[]
  changes: readonly ChangeView[]
  /** Counts over all aliases. */
  facets: Facets | undefined
  /** The alias that something can be done with. */
  subject: Row | null
  commands: readonly Command[]
  /** The views that this browser keeps. */
  views: readonly SavedView[]
  /** What the inventory shows already; null on other screens. */
  search: string | null
}

const limits = { actions: 7, values: 4, owners: 20, commands: 40, views: 6 } as const
const narrowed = ['owner', 'namespace', 'environment', 'provider', 'useCase', 'severity'] as const

/** What the palette offers for what was typed: `>` only what it can do, `@` only owners, `#` only changes, else all that has the words. */
export function paletteSections(findings: PaletteFindings): PaletteSection[] {
  const { text } = findings
  if (text.startsWith('>')) return filled([actionSection(findings, text.slice(1))])
  if (text.startsWith('@')) return filled([ownerSection(findings, text.slice(1))])
  if (text.startsWith('#')) return filled([changeSection(findings)])
  return filled([
    { title: 'Aliases', note: 'worst first', options: (findings.found?.items ?? []).map(aliasOption) },
    { title: 'Hosts', options: findings.hosts.map(hostOption) },
    subjectSection(findings),
    viewSection(findings),
    { title: 'Narrow the inventory', options: narrowOptions(findings) },
    text.trim() === '' ? { title: 'Go to', options: findings.commands.slice(0, 2).map(commandOption) } : none,
  ])
}

/** What an option is, wherever it stands: sections come and go while the reader moves among them. */
export function optionKey(option: PaletteOption): string {
  switch (option.kind) {
    case 'alias':
      return `alias ${serviceKey(option.row)}`
    case 'host':
      return `host ${option.item.host}`
    case 'action':
      return `action ${option.action.id}`
    case 'command':
      return `command ${option.command.label}`
    case 'view':
      return `view ${option.view.name}`
    case 'change':
      return `change ${serviceKey(option.change.service)} ${option.change.id}`
    case 'narrow':
      return `narrow ${option.field} ${option.value}`
  }
}

const none: PaletteSection = { title: '', options: [] }

function filled(sections: readonly PaletteSection[]): PaletteSection[] {
  return sections.filter(({ options }) => options.length > 0)
}

function aliasOption(row: Row): PaletteOption {
  return { kind: 'alias', row, href: aliasHref(row) }
}

function commandOption(command: Command): PaletteOption {
  return { kind: 'command', command }
}

function viewSection({ views, text }: PaletteFindings): PaletteSection {
  const matching = views.filter(({ name }) => hasWords(name, text))
  const options = matching.map((view): PaletteOption => ({ kind: 'view', view, href: view.href }))
  return { title: 'Saved views', note: 'in this browser', options: options.slice(0, limits.views) }
}

function hostOption(item: DependencyItem): PaletteOption {
  return { kind: 'host', item, href: dependencyHref(item.host) }
}

function changeSection({ changes, text }: PaletteFindings): PaletteSection {
  const q = text.slice(1).trim()
  const options = changes.map((change): PaletteOption => {
    const params = new URLSearchParams({ ...(q === '' ? {} : { q }), open: change.id })
    return { kind: 'change', change, href: `/changes?${params}` }
  })
  return { title: 'Changes', note: 'newest first', options }
}

function subjectSection({ subject }: PaletteFindings): PaletteSection {
  if (subject === null) return none
  const options = actionsOf(subject).slice(1)
  return { title: 'Do', note: `with ${subject.name}`, options: options.slice(0, limits.actions) }
}

/** All that can be done with an alias; opening it comes first. */
function actionsOf(row: Row): PaletteOption[] {
  return aliasActions(row).map((action) => ({ kind: 'action', action, row }))
}

function actionSection({ commands, subject }: PaletteFindings, words: string): PaletteSection {
  const own = subject === null ? [] : actionsOf(subject)
  const options = [...own, ...commands.map(commandOption)]
  const matching = options.filter((option) => hasWords(labelOf(option), words))
  return { title: 'Actions', options: matching.slice(0, limits.commands) }
}

function labelOf(option: PaletteOption): string {
  if (option.kind === 'action') return option.action.label
  return option.kind === 'command' ? option.command.label : ''
}

function ownerSection({ facets, search }: PaletteFindings, words: string): PaletteSection {
  const options = valuesOf(facets, 'owner', words, search)
  return { title: 'Owners', options: options.slice(0, limits.owners) }
}

function narrowOptions({ text, found, facets, search }: PaletteFindings): PaletteOption[] {
  const words = text.trim()
  if (words === '') return []
  const href = narrowHref(search, 'q', words)
  return [
    { kind: 'narrow', field: 'search', value: words, count: found?.total ?? null, href },
    ...narrowed.flatMap((field) => valuesOf(facets, field, words, search)).slice(0, limits.values),
  ]
}

function valuesOf(
  facets: Facets | undefined,
  field: (typeof narrowed)[number],
  words: string,
  search: string | null,
): PaletteOption[] {
  return Object.entries(facets?.[field] ?? {}).flatMap(([value, count]): PaletteOption[] => {
    if (!hasWords(filterWords(field, value), words)) return []
    const href = narrowHref(search, field, writeFilterValue({ value, isNot: false }))
    return [{ kind: 'narrow', field, value, count, href }]
  })
}

/** The inventory with one filter more; from another screen with that one alone. */
function narrowHref(search: string | null, name: string, value: string): string {
  const params = new URLSearchParams(search ?? '')
  if (name === 'q') params.set('q', value)
  else if (!params.getAll(name).includes(value)) params.append(name, value)
  return `/?${params}`
}

function hasWords(text: string, words: string): boolean {
  const lower = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
