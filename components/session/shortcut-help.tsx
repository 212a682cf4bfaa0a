'use client'

import { useRouter } from 'next/navigation'
import { createContext, lazy, type ReactNode, Suspense, use, useState } from 'react'
import { sections } from './sections'
import { useShortcuts } from './shortcuts'

const ShortcutList = lazy(() => import('./shortcut-list').then((module) => ({ default: module.ShortcutList })))

const Help = createContext<() => void>(() => undefined)

/** Opens the list of shortcuts. */
export function useShortcutHelp(): () => void {
  return use(Help)
}

/** Goes to sections by `g` and their letter, and lists all keys on `?`. */
export function ShortcutHelp({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [isNeeded, setNeeded] = useState(false)
  const show = () => {
    setNeeded(true)
    setOpen(true)
  }
  const router = useRouter()
  useShortcuts({
    '?': show,
    ...Object.fromEntries(sections.map(({ key, href }) => [`g ${key}`, () => router.push(href)])),
  })
  return (
    <Help value={show}>
      {children}
      {isNeeded && (
        <Suspense fallback={null}>
          <ShortcutList open={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </Help>
  )
}
