'use client'

import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useShortcuts } from '@/components/session/shortcuts'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import type { PaletteKeys } from './palette-results'

const PaletteResults = lazy(() => import('./palette-results').then((module) => ({ default: module.PaletteResults })))

const Palette = createContext<{ open: () => void }>({ open: () => undefined })

export function usePalette(): { open: () => void } {
  return use(Palette)
}

const listId = 'palette-options'

/**
 * The palette, opened by `/` and `⌘K`. Its field is there at once, so that no key is lost; what it finds is loaded when it is first opened.
 */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const keys = useRef<PaletteKeys>(null)
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [activeId, setActiveId] = useState<string | null>(null)
  const [sum, setSum] = useState('')

  const open = () => {
    if (dialog.current?.open !== false) return
    // At once, not in the next frame: the reader's next key belongs into the field already.
    flushSync(() => {
      setText('')
      setOpen(true)
    })
    dialog.current.showModal()
    field.current?.focus()
  }
  // Stable, so that what was found is not drawn again for the sum and the active one.
  const close = useCallback(() => dialog.current?.close(), [])
  const type = useCallback((next: string) => {
    setText(next)
    field.current?.focus()
  }, [])
  useShortcuts({ '/': open, 'mod k': open })
  return (
    <Palette value={{ open }}>
      {children}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it, as of every dialog */}
      <dialog
        ref={dialog}
        aria-label="Search or jump to"
        onClose={() => setOpen(false)}
        onClick={(event) => {
          if (event.target === event.currentTarget) close()
        }}
        className="mx-auto mt-21 w-[min(680px,calc(100vw-2rem))] max-w-none overflow-hidden rounded-12 bg-raised text-fg shadow-pop outline-none backdrop:bg-scrim max-sm:mt-11 max-sm:mb-0 max-sm:h-[calc(100dvh-44px)] max-sm:max-h-none max-sm:w-full max-sm:rounded-b-none"
      >
        {isOpen && (
          <div className="flex max-h-[min(640px,calc(100dvh-8rem))] flex-col max-sm:h-full max-sm:max-h-none">
            <div className="flex h-[52px] shrink-0 items-center gap-3 border-b border-line px-[18px] max-sm:pr-2">
              <Icon name="search" className="text-fg-3" />
              <input
                ref={field}
                type="text"
                role="combobox"
                aria-label="Search aliases, hosts and actions"
                aria-expanded="true"
                aria-controls={listId}
                aria-autocomplete="list"
                aria-activedescendant={activeId ?? undefined}
                value={text}
                maxLength={253}
                placeholder="Search or jump to"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => keys.current?.(event)}
                className="h-9 min-w-0 flex-1 bg-transparent text-15 text-fg outline-none focus-visible:shadow-none"
              />
              <span aria-live="polite" className="text-12 whitespace-nowrap text-fg-3">
                {sum}
              </span>
              <span className="max-sm:hidden">
                <Kbd>Esc</Kbd>
              </span>
              <IconButton icon="x" label="Close" className="sm:hidden" onClick={close} />
            </div>
            <Suspense fallback={<div className="h-96 max-sm:flex-1" />}>
              <PaletteResults
                text={text}
                listId={listId}
                keys={keys}
                onActive={setActiveId}
                onSum={setSum}
                onType={type}
                onClose={close}
              />
            </Suspense>
          </div>
        )}
      </dialog>
    </Palette>
  )
}
