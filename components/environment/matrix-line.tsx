import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { MatrixRowView } from '@/lib/contract/environments'
import { MatrixCell } from './matrix-cell'
import { matrixGrid } from './matrix-grid'
import { RowEvidence } from './row-evidence'
import { stateWords } from './state-words'

interface MatrixLineProps {
  row: MatrixRowView
  hasSeveralClusters: boolean
  isOpen: boolean
  onToggle: () => void
}

/** One dependency over the environments; its name unfolds why it stands as it does. */
export function MatrixLine({ row, hasSeveralClusters, isOpen, onToggle }: MatrixLineProps) {
  const { system, name, severity, cells, owners } = row
  const id = `matrix-${system}-${name}`
  return (
    <li className={clsx('border-b border-line', isOpen && 'bg-selected')}>
      <div className={clsx('grid max-sm:px-4 max-sm:py-2', matrixGrid(cells.length))}>
        <button
          type="button"
          data-row=""
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
          className="flex min-w-0 items-start gap-2 py-1.5 pr-2 text-left hover:bg-hover focus-visible:shadow-focus-in max-sm:min-h-11 sm:pl-4"
        >
          <SeverityGlyph severity={severity} className="mt-0.5 shrink-0" />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium" title={visibleText(name)}>
              {visibleText(name)}
            </span>
            <span className="block truncate text-12 text-fg-3">
              {visibleText([...new Set([system, owners[0] ?? ''])].filter(Boolean).join(' · ')) || stateWords(row)}
            </span>
          </span>
          <Icon name="chevron" size={14} className={clsx('mt-1 shrink-0 text-fg-3', isOpen && 'rotate-180')} />
        </button>
        {cells.map((cell) => (
          <MatrixCell key={cell.environment} cell={cell} hasSeveralClusters={hasSeveralClusters} />
        ))}
      </div>
      {isOpen && <RowEvidence id={id} row={row} />}
    </li>
  )
}
