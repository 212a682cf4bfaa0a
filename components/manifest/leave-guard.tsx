'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useLeaveWarning } from '@/components/group/use-leave-warning'
import { sections } from '@/components/session/sections'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { dropDraft, keepDraft } from './draft-store'

interface LeaveGuardProps {
  /** Something is written that is not in the cluster. */
  holds: boolean
  text: string
  isMade: boolean
}

/** While something is unwritten, links and the keys of places ask before they leave the page, and the browser before it closes the tab; whatever the way, this tab keeps the text. */
export function LeaveGuard({ holds, text, isMade }: LeaveGuardProps) {
  const router = useRouter()
  const path = usePathname()
  const [wanted, setWanted] = useState<string | null>(null)
  useLeaveWarning(holds)
  useEffect(() => {
    if (isMade) dropDraft(path)
    else if (holds) keepDraft(path, text)
  }, [path, text, holds, isMade])
  // Registered after those of the shell, so that they ask first.
  useShortcuts(holds ? Object.fromEntries(sections.map(({ key, href }) => [`g ${key}`, () => setWanted(href)])) : {})
  useEffect(() => {
    if (!holds) return
    const onClick = (event: MouseEvent) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      if (link === null || link.target === '_blank' || link.origin !== location.origin) return
      if (link.pathname === location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      setWanted(`${link.pathname}${link.search}`)
    }
    document.addEventListener('click', onClick, { capture: true })
    return () => document.removeEventListener('click', onClick, { capture: true })
  }, [holds])
  return (
    <Dialog open={wanted !== null} onOpenChange={() => setWanted(null)} title="Leave what you wrote?">
      <div className="grid gap-4 p-5">
        <p className="text-fg-2">It is not in the cluster. This tab keeps it until you come back, or close it.</p>
        <p className="flex justify-end gap-2">
          <Button onClick={() => setWanted(null)}>Stay</Button>
          <Button
            variant="ink"
            onClick={() => {
              if (wanted !== null) router.push(wanted)
            }}
          >
            Leave it
          </Button>
        </p>
      </div>
    </Dialog>
  )
}
