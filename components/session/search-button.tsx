'use client'

import { usePalette } from '@/components/palette/palette-provider'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'

/** Opens the palette: a field to the eye, a button where there is little room. */
export function SearchButton() {
  const { open } = usePalette()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        onClick={open}
        className="ml-auto flex h-7 w-[300px] min-w-0 shrink items-center gap-2 rounded-6 border border-line-2 bg-rail px-2 text-13 text-fg-3 transition-colors hover:border-line-3 max-lg:w-[220px] max-md:w-44 max-sm:hidden"
      >
        <Icon name="search" size={14} />
        <span className="min-w-0 flex-1 truncate text-left">Search or jump to</span>
        <span aria-hidden="true" className="flex gap-1 max-lg:hidden">
          <Kbd>/</Kbd> <Kbd>⌘K</Kbd>
        </span>
      </button>
      <IconButton icon="search" label="Search" aria-haspopup="dialog" className="ml-auto sm:hidden" onClick={open} />
    </>
  )
}
