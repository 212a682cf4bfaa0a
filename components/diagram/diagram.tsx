'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useNarrow } from '@/components/ui/use-narrow'
import { visibleText } from '@/components/ui/visible-text'
import { drawDiagram } from './draw-diagram'
import { dressSequence } from './dress-sequence'
import { estimateHeight } from './estimate-height'
import { parseDiagramSvg } from './parse-diagram-svg'
import { useThemeName } from './use-theme-name'
import { useWasSeen } from './use-was-seen'

interface DiagramProps {
  /** Mermaid source from `lib/domain/diagram`. */
  source: string
  /** What it shows, in a sentence; the accessible name. */
  label: string
  /** The same content as a list, read instead of the picture and shown when it cannot be drawn. */
  children: ReactNode
  className?: string
}

type Drawing = 'waiting' | 'failed' | 'fits' | 'scrolls'

/** A Mermaid diagram, drawn in the browser once it is on screen, with its text alternative always there. */
export function Diagram({ source, label, children, className }: DiagramProps) {
  const figure = useRef<HTMLElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const theme = useThemeName()
  const wasSeen = useWasSeen(figure)
  const directed = useNarrow() ? turned(source) : source
  const [drawing, setDrawing] = useState<Drawing>('waiting')

  useEffect(() => {
    if (!wasSeen) return
    let isCurrent = true
    drawDiagram({ source: directed, theme })
      .then((svgText) => {
        if (isCurrent) setDrawing(place(frame.current, svgText, directed))
      })
      .catch(() => {
        if (isCurrent) setDrawing('failed')
      })
    return () => {
      isCurrent = false
    }
  }, [directed, theme, wasSeen])

  return (
    <figure ref={figure} className={className}>
      <div
        role="img"
        aria-label={visibleText(label)}
        aria-busy={drawing === 'waiting' || undefined}
        // A region that scrolls must be reachable by keyboard.
        tabIndex={drawing === 'scrolls' ? 0 : undefined}
        hidden={drawing === 'failed'}
        style={drawing === 'waiting' ? { minHeight: estimateHeight(directed) } : undefined}
        className="relative overflow-x-auto"
      >
        {drawing === 'waiting' && <DiagramSkeleton />}
        <div ref={frame} className={clsx('min-h-px w-fit', directed.startsWith('flowchart') && '-ml-2')} />
      </div>
      <figcaption className={clsx(drawing !== 'failed' && 'sr-only')}>
        {drawing === 'failed' && <p className="mb-2 text-fg-3">The diagram could not be drawn. In words:</p>}
        {children}
      </figcaption>
    </figure>
  )
}

// Lanes stand side by side: turned, the second one would lie off a narrow screen.
function turned(source: string): string {
  return source.includes('~~~') ? source : source.replace(/^flowchart LR/, 'flowchart TB')
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

function place(frame: HTMLDivElement | null, svgText: string, source: string): Drawing {
  if (!frame) return 'failed'
  const svg = parseDiagramSvg(svgText, frame.ownerDocument)
  if (!svg) return 'failed'
  if (source.startsWith('sequenceDiagram')) dressSequence(svg, source)
  svg.setAttribute('aria-hidden', 'true')
  svg.removeAttribute('role')
  frame.replaceChildren(svg)
  const box = frame.parentElement
  return box && box.scrollWidth > box.clientWidth ? 'scrolls' : 'fits'
}
