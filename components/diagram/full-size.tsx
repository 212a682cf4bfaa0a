import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { visibleText } from '@/components/ui/visible-text'

interface FullSizeProps {
  title: string
  onClose: () => void
  children: (close: ReactNode) => ReactNode
}

/** A view that covers the window, over a sheet as well; Esc and its button close it, and focus goes back. */
export function FullSize({ title, onClose, children }: FullSizeProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (!element.open) element.showModal()
    // It stops here: a sheet below would close with it.
    const keepEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.stopPropagation()
    }
    element.addEventListener('keydown', keepEscape)
    return () => element.removeEventListener('keydown', keepEscape)
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={visibleText(title)}
      onClose={onClose}
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none bg-canvas text-fg outline-none"
    >
      {children(<IconButton icon="x" label="Close" onClick={() => dialog.current?.close()} />)}
    </dialog>
  )
}
