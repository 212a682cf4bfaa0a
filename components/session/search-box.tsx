'use client'

import { clsx } from 'clsx'
import { usePathname, useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { useShortcuts } from './shortcuts'

const pauseMs = 150

/** Searches the inventory as you type; from elsewhere `↵` goes there. `/` leads into it, Esc out of it. */
export function SearchBox() {
  const router = useRouter()
  const isHere = usePathname() === '/'
  const [q, setQ] = useQueryState('q', parseAsString.withDefault('').withOptions({ history: 'replace' }))
  const [draft, setDraft] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const text = draft ?? (isHere ? q : '')

  const open = () => {
    // At once, not in the next frame: the reader's next key belongs into the field already.
    flushSync(() => setOpen(true))
    field.current?.focus()
    field.current?.select()
  }
  useShortcuts({ '/': open })

  const commit = (value: string) => {
    clearTimeout(timer.current)
    if (!isHere) {
      if (value.trim() !== '') router.push(`/?q=${encodeURIComponent(value)}`)
      setDraft(null)
      return
    }
    void setQ(value === '' ? null : value).then(() => setDraft((current) => (current === value ? null : current)))
  }
  const type = (value: string) => {
    setDraft(value)
    clearTimeout(timer.current)
    if (isHere) timer.current = setTimeout(() => commit(value), pauseMs)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit(text)
    if (event.key !== 'Escape') return
    if (text !== '') type('')
    else event.currentTarget.blur()
  }
  return (
    <search className="ml-auto flex min-w-0 items-center max-sm:contents">
      <div
        className={clsx(
          'relative w-[300px] min-w-0 shrink max-lg:w-[220px] max-md:w-44',
          isOpen
            ? 'max-sm:absolute max-sm:inset-x-0 max-sm:z-10 max-sm:w-full max-sm:bg-canvas max-sm:px-2'
            : 'max-sm:hidden',
        )}
      >
        <Icon
          name="search"
          size={14}
          className="pointer-events-none absolute top-[7px] left-[9px] text-fg-3 max-sm:top-[11px] max-sm:left-[17px]"
        />
        <input
          ref={field}
          type="search"
          value={text}
          maxLength={253}
          aria-label="Search aliases"
          placeholder="Search aliases"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => setOpen(false)}
          className="h-7 w-full rounded-6 border border-line-2 bg-rail pr-8 pl-[31px] text-13 text-fg max-sm:h-9 [&::-webkit-search-cancel-button]:hidden"
        />
        {text === '' && (
          <span className="pointer-events-none absolute top-[5px] right-1.5 flex max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        )}
      </div>
      <IconButton icon="search" label="Search" className="ml-auto sm:hidden" onClick={open} />
    </search>
  )
}
