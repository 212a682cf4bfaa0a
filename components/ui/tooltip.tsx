'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  content: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  className?: string
  /** The element that the words belong to. */
  children: ReactElement
}

/** Words beside a control on hover and focus; never the only place of a fact. */
export function Tooltip({ content, side = 'top', className, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-40">
          <Base.Popup className={clsx('max-w-80 rounded-6 bg-raised px-2 py-1 text-12 text-fg shadow-pop', className)}>
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
