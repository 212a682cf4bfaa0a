'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { sections } from './sections'
import { shortcutSetting, useShortcuts } from './shortcuts'

const Help = createContext<() => void>(() => undefined)

/** Opens the list of shortcuts. */
export function useShortcutHelp(): () => void {
  return use(Help)
}

const listed: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ['/'], what: 'Search' },
  { keys: ['j', 'k'], what: 'Next and previous alias' },
  { keys: ['↵'], what: 'Open the alias' },
  { keys: ['f'], what: 'Add a filter' },
  { keys: ['.'], what: 'Apply waiting updates' },
  ...sections.map(({ key, label }) => ({ keys: ['g', key], what: `Go to ${label}` })),
  { keys: ['Esc'], what: 'Close, or leave a field' },
]

/** Goes to sections by `g` and their letter, and lists all keys on `?`. */
export function ShortcutHelp({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const router = useRouter()
  useShortcuts({
    '?': () => setOpen(true),
    ...Object.fromEntries(sections.map(({ key, href }) => [`g ${key}`, () => router.push(href)])),
  })
  return (
    <Help value={() => setOpen(true)}>
      {children}
      <Dialog open={isOpen} onOpenChange={setOpen} title="Shortcuts">
        <dl className="grid gap-1.5 px-5 py-4">
          {listed.map(({ keys, what }) => (
            <div key={what} className="flex items-center justify-between">
              <dt className="text-fg-2">{what}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <SingleKeys />
      </Dialog>
    </Help>
  )
}

function SingleKeys() {
  const [isOn, setOn] = useState(() => localStorage.getItem(shortcutSetting) !== 'off')
  return (
    <label className="flex items-center gap-2 border-t border-line px-5 py-3 text-12 text-fg-2">
      <input
        type="checkbox"
        checked={isOn}
        className="size-[15px] accent-ink"
        onChange={(event) => {
          setOn(event.target.checked)
          localStorage.setItem(shortcutSetting, event.target.checked ? 'on' : 'off')
        }}
      />
      Single keys act
    </label>
  )
}
