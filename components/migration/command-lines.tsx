import { CopyButton } from '@/components/ui/copy-button'
import { visibleText } from '@/components/ui/visible-text'

/** Lines to copy, as text: nothing here runs them. */
export function CommandLines({ lines, label }: { lines: readonly string[]; label: string }) {
  return (
    <ul aria-label={label} className="pb-1">
      {lines.map((line) => (
        <li key={line} className="grid grid-cols-[12px_minmax(0,1fr)_auto] items-center gap-x-1">
          <span aria-hidden="true" className="mono-11 text-fg-3">
            $
          </span>
          <code
            className="mono-11 truncate text-fg-2 max-sm:py-1 max-sm:break-all max-sm:whitespace-normal"
            title={visibleText(line)}
          >
            {visibleText(line)}
          </code>
          <CopyButton text={line} label="Copy line" />
        </li>
      ))}
    </ul>
  )
}
