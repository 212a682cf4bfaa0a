'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Copies the address of this page: it opens with the same sheet. */
export function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = () => {
    navigator.clipboard?.writeText(window.location.href).then(
      () => setState('copied'),
      () => setState('failed'),
    ) ?? setState('failed')
  }
  const words = { idle: 'Copy link', copied: 'Link copied', failed: 'Copy it from the address' }
  return (
    <Button size="lg" variant="quiet" onClick={copy} onBlur={() => setState('idle')} className="max-sm:hidden">
      <span aria-live="polite">{words[state]}</span>
    </Button>
  )
}
