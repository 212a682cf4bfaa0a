import { type RefObject, useEffect, useState } from 'react'

/** Whether the element has come near the screen; true at once where the browser cannot tell. */
export function useWasSeen(element: RefObject<Element | null>): boolean {
  const [wasSeen, setWasSeen] = useState(false)
  useEffect(() => {
    const observed = element.current
    if (wasSeen || !observed) return
    if (typeof IntersectionObserver === 'undefined') {
      setWasSeen(true)
      return
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setWasSeen(true)
      },
      { rootMargin: '200px' },
    )
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element, wasSeen])
  return wasSeen
}
