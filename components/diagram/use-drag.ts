import { type PointerEvent, type PointerEventHandler, useRef } from 'react'

interface DragHandlers {
  onPointerDown: PointerEventHandler<HTMLElement>
  onPointerMove: PointerEventHandler<HTMLElement>
  onPointerUp: PointerEventHandler<HTMLElement>
  onPointerCancel: PointerEventHandler<HTMLElement>
}

/** Scrolls an element by dragging what it shows with a mouse or a pen; fingers scroll by themselves. */
export function useDrag(): DragHandlers {
  const start = useRef<{ x: number; y: number; left: number; top: number }>(null)
  const end = () => {
    start.current = null
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0 || event.pointerType === 'touch') return
      const { scrollLeft: left, scrollTop: top } = event.currentTarget
      start.current = { x: event.clientX, y: event.clientY, left, top }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = start.current
      if (!from) return
      event.currentTarget.scrollLeft = from.left - (event.clientX - from.x)
      event.currentTarget.scrollTop = from.top - (event.clientY - from.y)
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
