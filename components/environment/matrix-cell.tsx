import { clsx } from 'clsx'
import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { severityText } from '@/components/ui/severity-text'
import { visibleText } from '@/components/ui/visible-text'
import type { CellEntryView, MatrixCellView } from '@/lib/contract/environments'
import type { Severity } from '@/lib/domain/resolution/severity'
import { ClassLetter } from './class-letter'
import { classWords } from './class-words'
import { MaskedHost } from './masked-host'

const tints: Partial<Record<Severity, string>> = {
  critical: 'bg-critical-bg shadow-[inset_0_0_0_1px_var(--color-critical-line)]',
  warning: 'bg-warning-bg shadow-[inset_0_0_0_1px_var(--color-warning-line)]',
  info: 'bg-sunken',
}

/** What stands for a dependency in one environment, each Service a link to its page; only what stands out has a severity's colour. */
export function MatrixCell({ cell, hasSeveralClusters }: { cell: MatrixCellView; hasSeveralClusters: boolean }) {
  const { environment, entries, total, missing } = cell
  return (
    <div className="min-w-0 border-l border-line max-sm:flex max-sm:border-l-0">
      <span className="sm:sr-only max-sm:w-28 max-sm:shrink-0 max-sm:py-1.5 max-sm:text-12">
        <EnvironmentPip environment={environment} />
      </span>
      <div className="min-w-0 flex-1 sm:h-full">
        {entries.map((entry) => (
          <Entry key={keyOf(entry)} {...{ entry, environment, hasSeveralClusters }} />
        ))}
        {total > entries.length && <p className="px-2.5 pb-1.5 text-11 text-fg-3">and {total - entries.length} more</p>}
        {entries.length === 0 && (missing === null ? <Absent /> : <Missing missing={missing} />)}
      </div>
    </div>
  )
}

function Absent() {
  return (
    <p className="px-2.5 py-1.5 text-fg-3">
      <span aria-hidden="true">—</span>
      <span className="sr-only">not there</span>
    </p>
  )
}

function Missing({ missing }: { missing: NonNullable<MatrixCellView['missing']> }) {
  return (
    <div
      title={missing.evidence}
      className={clsx(
        'm-0.5 rounded-4 border border-dashed px-2 py-1',
        missing.severity === 'warning' ? 'border-warning-line' : 'border-line-3',
      )}
    >
      <p className="flex items-center text-fg-2">
        <span className="min-w-0 flex-1 truncate">not there</span>
        <ClassLetter letter={null} />
      </p>
      <Said severity={missing.severity}>{missing.title}</Said>
    </div>
  )
}

interface EntryProps {
  entry: CellEntryView
  environment: string
  hasSeveralClusters: boolean
}

function Entry({ entry, environment, hasSeveralClusters }: EntryProps) {
  const { service, target, type, letter, words, outliers, targetClass, keptBy, drift } = entry
  const [worst] = outliers
  const isForeign = outliers.some(({ code }) => code === 'other-environment-word')
  return (
    <Link
      href={aliasHref(service)}
      prefetch={false}
      title={`${visibleText(service.name)} in ${visibleText(service.namespace)}`}
      className={clsx(
        'block px-2.5 py-1.5 hover:bg-hover focus-visible:shadow-focus-in sm:min-h-full',
        worst && tints[worst.severity],
      )}
    >
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          {target === null ? (
            <span className="block truncate">{type} in the cluster</span>
          ) : (
            <MaskedHost {...{ host: target, words, environment, isForeign }} />
          )}
        </span>
        <ClassLetter letter={letter} title={visibleText(classWords(targetClass))} />
      </span>
      {hasSeveralClusters && <span className="block truncate text-12 text-fg-3">{visibleText(service.cluster)}</span>}
      {keptBy !== null && <span className="block truncate text-11 text-fg-3">kept by {visibleText(keptBy)}</span>}
      {outliers.map(({ code, severity, title }) => (
        <Said key={code} severity={severity}>
          {visibleText(title)}
        </Said>
      ))}
      {drift !== null && <Said severity="info">{`Leads elsewhere than before: ${visibleText(drift)}`}</Said>}
      {worst === undefined && isBad(entry.verdict.severity) && (
        <Said severity={entry.verdict.severity}>{visibleText(entry.verdict.summary)}</Said>
      )}
    </Link>
  )
}

function Said({ severity, children }: { severity: Severity; children: string }) {
  return (
    <span className={clsx('mt-px flex items-center gap-1.5 text-12', severityText[severity])}>
      <SeverityGlyph severity={severity} size={14} className="shrink-0" />
      <span className="min-w-0 truncate" title={children}>
        {children}
      </span>
    </span>
  )
}

function isBad(severity: Severity): boolean {
  return severity === 'critical' || severity === 'warning'
}

function keyOf({ service: { cluster, namespace, name } }: CellEntryView): string {
  return `${cluster}/${namespace}/${name}`
}
