import { clsx } from 'clsx'
import { CopyButton } from './copy-button'
import { visibleText } from './visible-text'

export interface ShellLine {
  line: string
  /** What it gave here, below it; null where it was not asked. */
  gave?: string | null
  /** What it gave is what is wrong. */
  isCritical?: boolean
}

interface ShellLinesProps {
  /** What the lines are, for a list without a heading. */
  label?: string
  lines: readonly ShellLine[]
  /** Small and without rules between, beside what they belong to. */
  isQuiet?: boolean
  className?: string
}

/** Lines for a shell, each to be copied, in their order: nothing here runs them. */
export function ShellLines({ label, lines, isQuiet = false, className }: ShellLinesProps) {
  const font = isQuiet ? 'mono-11' : 'mono'
  return (
    <ol aria-label={label} className={className}>
      {lines.map(({ line, gave = null, isCritical = false }) => (
        <li
          key={line}
          className={clsx(
            'grid grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-1',
            !isQuiet && 'min-h-8 border-t border-line first:border-t-0',
          )}
        >
          <span aria-hidden="true" className={clsx(font, 'text-fg-3')}>
            $
          </span>
          <code
            className={clsx(
              font,
              'truncate max-sm:py-1.5 max-sm:break-all max-sm:whitespace-normal',
              isQuiet && 'text-fg-2',
            )}
            title={visibleText(line)}
          >
            {visibleText(line)}
          </code>
          <CopyButton text={line} label="Copy line" className={clsx(!isQuiet && '-mr-1.5')} />
          {gave !== null && (
            <span
              className={clsx(
                'mono-11 col-start-2 -mt-0.5 truncate pb-1.5',
                isCritical ? 'text-critical' : 'text-fg-3',
              )}
              title={visibleText(gave)}
            >
              {visibleText(gave)}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
