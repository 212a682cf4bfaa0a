'use client'

import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { changeLinkParams, type LinkRefusal, noLink } from './change-link'

const words: Readonly<Record<LinkRefusal, string>> = {
  'too-long': 'It is longer than a link of a plan can be.',
  damaged: 'A part of it is missing, or was changed on the way. Copy it whole, or ask whoever sent it for a new one.',
  unknown: 'It names no change that this console knows of. Another version may have written it.',
}

/** Says why the link in the address opens no sheet, and takes it out of the address. */
export function UnreadLink({ why }: { why: LinkRefusal }) {
  const [, setLink] = useQueryStates(changeLinkParams)
  const [isOpen, setOpen] = useState(true)
  const close = () => {
    setOpen(false)
    void setLink(noLink)
  }
  return (
    <Dialog open={isOpen} onOpenChange={close} title="This link opens no change">
      <div className="grid gap-4 px-5 py-4">
        <p>{words[why]}</p>
        <p className="text-fg-3">Nothing was planned, and nothing was written.</p>
        <Button size="lg" onClick={close} className="justify-self-end">
          Close
        </Button>
      </div>
    </Dialog>
  )
}
