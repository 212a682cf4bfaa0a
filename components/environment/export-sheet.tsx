'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useState } from 'react'
import { CodeBlock } from '@/components/service/code-block'
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { QuerySheet } from '@/components/ui/query-sheet'
import { visibleText } from '@/components/ui/visible-text'
import { type ExportFilters, environmentsArchiveUrl, environmentsExportQuery } from '@/lib/client/environment-queries'
import type { EnvironmentsExport } from '@/lib/contract/environments'

interface ExportSheetProps {
  filters: ExportFilters
  onClose: () => void
}

/** The live Services as a tree for Kustomize, file by file, to copy or to download. */
export function ExportSheet({ filters, onClose }: ExportSheetProps) {
  return (
    <QuerySheet
      title="Export Kustomize"
      query={useQuery(environmentsExportQuery(filters))}
      failed="The Services could not be exported"
      onClose={onClose}
      foot={({ files }) =>
        files.length > 0 && (
          <>
            <p className="min-w-0 flex-1 truncate text-12 text-fg-3">
              <span className="mono">kubectl kustomize overlays/…</span> makes the Services as they are now
            </p>
            <a href={environmentsArchiveUrl(filters)} download className={buttonClass('ink', 'lg')}>
              <Icon name="download" size={14} />
              Download tar
            </a>
          </>
        )
      }
    >
      {(exported) => <Files exported={exported} />}
    </QuerySheet>
  )
}

function Files({ exported }: { exported: EnvironmentsExport }) {
  const { files, services, leftOut, leftOutTotal } = exported
  const [chosen, setChosen] = useState('')
  const file =
    files.find(({ path }) => path === chosen) ?? files.find(({ path }) => path.startsWith('overlays/')) ?? files[0]
  return (
    <>
      <p className="px-5 pt-4 text-fg-2 max-sm:px-4">
        {services === 1 ? '1 Service' : `${services} Services`} in {files.length} files: a base with a placeholder for
        each target, and an overlay per environment.
      </p>
      {leftOutTotal > 0 && <LeftOut leftOut={leftOut} total={leftOutTotal} />}
      {file === undefined ? (
        <EmptyState title="Nothing to export">No Service that you may read has an environment.</EmptyState>
      ) : (
        <div className="mt-3 grid border-t border-line md:grid-cols-[300px_minmax(0,1fr)]">
          <ul
            aria-label="Files"
            className="py-2 max-md:max-h-56 max-md:overflow-y-auto max-md:border-b max-md:border-line md:border-r md:border-line"
          >
            {files.map(({ path }) => (
              <li key={path}>
                <button
                  type="button"
                  aria-current={path === file.path ? 'true' : undefined}
                  onClick={() => setChosen(path)}
                  className={clsx(
                    'mono block w-full truncate px-5 py-1 text-left hover:bg-hover focus-visible:shadow-focus-in max-sm:px-4 max-sm:py-2.5',
                    path === file.path && 'bg-selected text-accent',
                  )}
                  title={path}
                >
                  {path}
                </button>
              </li>
            ))}
          </ul>
          <div className="min-w-0 px-4 py-3">
            <div className="mb-2 flex items-center gap-2">
              <h3 className="mono min-w-0 flex-1 truncate">{file.path}</h3>
              <CopyButton text={file.text} label={`Copy ${file.path}`} />
            </div>
            <CodeBlock text={file.text} label={file.path} keys />
          </div>
        </div>
      )}
    </>
  )
}

function LeftOut({ leftOut, total }: { leftOut: EnvironmentsExport['leftOut']; total: number }) {
  return (
    <details className="px-5 pt-2 text-12 text-fg-2 max-sm:px-4">
      <summary>{total === 1 ? '1 Service is left out' : `${total} Services are left out`}</summary>
      <ul className="mt-1 grid gap-0.5">
        {leftOut.map(({ service: { cluster, namespace, name }, why }) => (
          <li key={`${cluster}/${namespace}/${name}`}>
            {visibleText(namespace)}/{visibleText(name)}: {visibleText(why)}
          </li>
        ))}
        {total > leftOut.length && <li>and {total - leftOut.length} more</li>}
      </ul>
    </details>
  )
}
