import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { naturalSize } from './natural-size'
import { boundedScale, fillingScale, firstScale, keptEdge } from './zoom-scale'

export interface Zoom {
  percent: number
  /** Whether it is at another scale than at first. */
  isChanged: boolean
  /** Whether there is more of the picture than its place shows. */
  scrolls: boolean
  closer(): void
  farther(): void
  reset(): void
  /** Takes a new picture, at the scale that the old one had. */
  take(picture: SVGSVGElement): void
}

interface Point {
  x: number
  y: number
}

const step = 1.25
const wheelStep = 0.0025

/** The scale of a picture in a place that scrolls; with Ctrl or ⌘ the wheel changes it about the pointer. `fills` starts as large as the place. */
export function useZoom(place: RefObject<HTMLElement | null>, fills: boolean): Zoom {
  const picture = useRef<SVGSVGElement>(null)
  const scale = useRef<number>(null)
  const [shown, setShown] = useState({ percent: 100, isChanged: false, scrolls: false })

  const first = (box: HTMLElement, svg: SVGSVGElement) => {
    const room = { width: box.clientWidth, height: box.clientHeight }
    return fills ? fillingScale(naturalSize(svg), room) : firstScale(naturalSize(svg), room)
  }
  const show = (wanted: number | null, at?: Point) => {
    const [box, svg] = [place.current, picture.current]
    if (!box || !svg) return
    const next = wanted === null ? first(box, svg) : boundedScale(wanted)
    // The place keeps its height, so that nothing below it moves.
    if (!fills) box.style.height = wanted === null ? '' : box.style.height || `${box.getBoundingClientRect().height}px`
    const ratio = next / (scale.current ?? first(box, svg))
    const { x, y } = at ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 }
    const [left, top] = [keptEdge(box.scrollLeft, x, ratio), keptEdge(box.scrollTop, y, ratio)]
    const { width, height } = naturalSize(svg)
    svg.setAttribute('width', String(width * next))
    svg.setAttribute('height', String(height * next))
    if (wanted === null) box.scrollTo({ left: 0, top: 0 })
    else box.scrollTo({ left, top })
    scale.current = wanted === null ? null : next
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
    setShown({ percent: Math.round(next * 100), isChanged: wanted !== null, scrolls })
  }
  const by = (factor: number, at?: Point) => {
    const [box, svg] = [place.current, picture.current]
    if (box && svg) show((scale.current ?? first(box, svg)) * factor, at)
  }

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const { left = 0, top = 0 } = place.current?.getBoundingClientRect() ?? {}
    by(Math.exp(-event.deltaY * wheelStep), { x: event.clientX - left, y: event.clientY - top })
  })
  const onResize = useEffectEvent(() => {
    if (scale.current === null) show(null)
  })
  useEffect(() => {
    const box = place.current
    if (!box) return
    const onWheelOf = (event: WheelEvent) => onWheel(event)
    // React listens passively, and the page itself would be zoomed.
    box.addEventListener('wheel', onWheelOf, { passive: false })
    const observer = new ResizeObserver(() => onResize())
    observer.observe(box)
    return () => {
      box.removeEventListener('wheel', onWheelOf)
      observer.disconnect()
    }
  }, [place])

  return {
    ...shown,
    closer: () => by(step),
    farther: () => by(1 / step),
    reset: () => show(null),
    take: (svg) => {
      picture.current = svg
      show(scale.current)
    },
  }
}
