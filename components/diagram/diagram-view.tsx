import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import type { ThemeName } from './diagram-theme'
import { DiagramTools } from './diagram-tools'
import type { DrawnDiagram } from './draw-diagram'
import { estimateHeight, isHeightKnown } from './estimate-height'
import { placeDiagram } from './place-diagram'
import { useDrag } from './use-drag'
import { useZoom, type Zoom } from './use-zoom'

interface DiagramViewProps {
  /** Null while it is drawn. */
  drawn: DrawnDiagram | null
  source: string
  theme: ThemeName
  label: string
  name: string
  onFail: () => void
  /** Opens it over the whole window; absent where it already is. */
  onFullSize?: () => void
  /** The way back, where it fills the window. */
  close?: ReactNode
}

/** A drawn diagram in a place that scrolls, with what can be done with it: closer, farther, copy, save, full size. */
export function DiagramView({ drawn, source, theme, label, name, onFail, onFullSize, close }: DiagramViewProps) {
  const isFull = close !== undefined
  const place = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const isReserved = !drawn || (!isFull && isHeightKnown(source))
  const zoom = useZoom(place, isFull)
  const drag = useDrag()

  const put = useEffectEvent((picture: DrawnDiagram, of: string) => {
    const svg = frame.current && placeDiagram(frame.current, picture, of)
    if (svg) zoom.take(svg)
    else onFail()
  })
  useEffect(() => {
    if (drawn) put(drawn, source)
  }, [drawn, source])

  const tools = drawn && (
    <DiagramTools
      zoom={zoom}
      picture={{ source, theme, label, name, svg: () => frame.current?.querySelector('svg') ?? null }}
      onFullSize={onFullSize ?? null}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever focus is in the diagram; the tools stand beside it
    <div
      onKeyDown={(event) => zoomOnKey(event, zoom)}
      className={clsx(isFull ? 'flex h-full flex-col' : 'group/diagram relative')}
    >
      {isFull && (
        <div className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line py-1.5 pr-3 pl-5 max-sm:flex-wrap max-sm:pl-4">
          <p className="min-w-0 flex-1 truncate font-semibold max-sm:basis-full">{visibleText(label)}</p>
          {tools}
          {close}
        </div>
      )}
      <div
        ref={place}
        role="img"
        aria-label={visibleText(label)}
        aria-busy={!drawn || undefined}
        // A region that scrolls must be reachable by keyboard.
        tabIndex={zoom.scrolls ? 0 : undefined}
        style={isReserved ? { minHeight: estimateHeight(source) } : undefined}
        {...(zoom.scrolls ? drag : {})}
        className={clsx(
          'relative',
          isFull ? 'min-h-0 flex-1 overflow-auto p-5 max-sm:p-4' : 'edge',
          zoom.scrolls && 'cursor-grab select-none active:cursor-grabbing',
        )}
      >
        {!drawn && <DiagramSkeleton />}
        <div
          ref={frame}
          className={clsx('min-h-px w-fit shrink-0', isFull ? 'm-auto' : source.startsWith('flowchart') && '-ml-2')}
        />
      </div>
      {!isFull && tools && (
        <div className="absolute right-0 -bottom-4 z-1 opacity-0 transition-opacity group-focus-within/diagram:opacity-100 group-hover/diagram:opacity-100 [@media(hover:none)]:static [@media(hover:none)]:opacity-100">
          {tools}
        </div>
      )}
    </div>
  )
}

function zoomOnKey(event: KeyboardEvent, zoom: Zoom): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const act = { '+': zoom.closer, '=': zoom.closer, '-': zoom.farther, '0': zoom.reset }[event.key]
  if (!act) return
  event.preventDefault()
  act()
}

function DiagramSkeleton() {
  return (
    <span className="absolute inset-0 flex items-start gap-10 pt-6">
      <Skeleton className="h-14! w-36 rounded-6!" />
      <Skeleton className="h-14! w-56 rounded-6!" />
      <Skeleton className="h-14! w-56 rounded-6! max-sm:hidden" />
    </span>
  )
}
