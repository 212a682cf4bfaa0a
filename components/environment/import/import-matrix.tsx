import { clsx } from 'clsx'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { EnvironmentImport } from '@/lib/contract/environment-import'
import type { MatrixRowView } from '@/lib/contract/environments'
import { ClassLetter } from '../class-letter'
import { classWords } from '../class-words'
import { MaskedHost } from '../masked-host'

type Cell = MatrixRowView['cells'][number]

/** The imported Services side by side, as the matrix would show them, with what would stand out. */
export function ImportMatrix({ matrix: { environments, rows } }: Pick<EnvironmentImport, 'matrix'>) {
  const standing = rows.filter(({ state }) => state === 'stands-out').length
  return (
    <section aria-label="Side by side">
      <h2 className="px-5 pb-1.5 text-12 text-fg-3 max-sm:px-4">
        Side by side: {rows.length} {rows.length === 1 ? 'dependency' : 'dependencies'},{' '}
        {standing === 0 ? 'nothing would stand out' : `${standing} would stand out`}
      </h2>
      <section
        aria-label="Table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto border-y border-line"
      >
        <table className="w-full min-w-max border-collapse text-left">
          <thead>
            <tr className="h-7 border-b border-line bg-rail text-11 text-fg-3">
              <th scope="col" className="px-5 font-medium max-sm:px-4">
                Dependency
              </th>
              {environments.map((environment) => (
                <th key={environment} scope="col" className="border-l border-line px-2.5 font-medium">
                  <EnvironmentPip environment={environment} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.system}/${row.name}`} className="border-b border-line last:border-b-0">
                <th scope="row" className="px-5 py-1.5 align-top font-medium max-sm:px-4">
                  {visibleText(row.name)}
                  <span className="block text-12 font-normal text-fg-3">{visibleText(row.system)}</span>
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.environment} className="max-w-80 border-l border-line px-2.5 py-1.5 align-top">
                    <CellContent cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function CellContent({ cell: { environment, entries, missing } }: { cell: Cell }) {
  if (entries.length === 0) return missing === null ? <Nothing /> : <Said {...missing} />
  return entries.map(({ service, target, type, words, letter, targetClass, outliers }) => (
    <div key={`${service.namespace}/${service.name}`}>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1">
          {target === null ? (
            `${type} in the cluster`
          ) : (
            <MaskedHost
              {...{ host: target, words, environment }}
              isForeign={outliers.some(({ code }) => code === 'other-environment-word')}
            />
          )}
        </span>
        <ClassLetter letter={letter} title={visibleText(classWords(targetClass))} />
      </span>
      {outliers.map((outlier) => (
        <Said key={outlier.code} {...outlier} />
      ))}
    </div>
  ))
}

function Nothing() {
  return (
    <span className="text-fg-3">
      <span aria-hidden="true">—</span>
      <span className="sr-only">not there</span>
    </span>
  )
}

function Said({ severity, title, evidence }: NonNullable<Cell['missing']>) {
  return (
    <span title={evidence} className={clsx('flex items-center gap-1.5 text-12 text-fg-2')}>
      <SeverityGlyph severity={severity} size={14} className="shrink-0" />
      {visibleText(title)}
    </span>
  )
}
