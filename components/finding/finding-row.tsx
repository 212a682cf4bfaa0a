'use client'

import { clsx } from 'clsx'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { FindingItem } from '@/lib/contract/findings'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { findingGrid } from './finding-grid'

interface FindingRowProps {
  item: FindingItem
  /** Its line of the list. */
  index: number
  /** The one row that Tab leads to. */
  isTabStop: boolean
  isOpen: boolean
  onToggle: () => void
}

/** One finding: 32 px, or two lines on a narrow screen. A click anywhere on it unfolds it. */
export function FindingRow({ item, index, isTabStop, isOpen, onToggle }: FindingRowProps) {
  const { code, severity, namespace, name, evidence, owner, environment, suppressed } = item
  return (
    <tr
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a') === null) onToggle()
      }}
      className={clsx(
        findingGrid,
        'relative h-8 cursor-pointer border-b border-line max-sm:h-[58px]',
        isOpen ? 'bg-selected shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover',
        'has-[[data-index]:focus-visible]:z-1 has-[[data-index]:focus-visible]:shadow-focus-in',
      )}
    >
      <td className="pl-2 max-sm:row-start-1 max-sm:pl-0">
        <SeverityGlyph severity={severity} />
      </td>
      <td className="flex min-w-0 items-center gap-2 px-1.5 max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <button
          type="button"
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isOpen}
          onClick={onToggle}
          className="min-w-0 truncate text-left font-medium focus-visible:shadow-none"
          title={code}
        >
          {findingWords(code)}
          <span className="sr-only"> {name}</span>
        </button>
        {suppressed && <span className="shrink-0 text-11 text-fg-3">until {suppressed.until}</span>}
      </td>
      <td className="min-w-0 truncate px-1.5 max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0 max-sm:text-12">
        {name} <span className="text-fg-3">{namespace}</span>
      </td>
      <td className="min-w-0 truncate px-1.5 text-fg-2 max-md:hidden">{visibleText(evidence)}</td>
      <td className="min-w-0 truncate px-1.5 max-lg:hidden">
        {owner === null ? <span className="text-warning">unowned</span> : <bdi>{visibleText(owner)}</bdi>}
      </td>
      <td className="min-w-0 px-1.5 max-xl:hidden">
        <EnvironmentPip environment={environment} />
      </td>
    </tr>
  )
}
