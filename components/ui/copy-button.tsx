'use client'

import { useState } from 'react'
import { IconButton } from './icon-button'

/** Copies `text`; the name says that it did, until the pointer or focus leaves. */
export function CopyButton({ text, label = 'Copy', className }: { text: string; label?: string; className?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    ) ?? setState('failed')
  }
  const name = state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy: select and copy the text' : label
  return (
    <>
      <IconButton
        icon={state === 'copied' ? 'check' : 'copy'}
        label={name}
        onClick={copy}
        onBlur={() => setState('idle')}
        onPointerLeave={() => setState('idle')}
        {...(className ? { className } : {})}
      />
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : name}
      </span>
    </>
  )
}
