'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNarrow } from '@/components/ui/use-narrow'
import { DiagramView } from './diagram-view'
import { type DrawnDiagram, drawDiagram } from './draw-diagram'
import { FullSize } from './full-size'
import { useThemeName } from './use-theme-name'
import { useWasSeen } from './use-was-seen'

interface DiagramProps {
  /** Mermaid source from `lib/domain/diagram`. */
  source: string
  /** What it shows, in a sentence; the accessible name. */
  label: string
  /** What files that are saved from it are called, such as `api-flow`. */
  name: string
  /** The same content as a list, read instead of the picture and shown when it cannot be drawn. */
  children: ReactNode
  className?: string
}

type Drawing = { state: 'waiting' } | { state: 'failed' } | { state: 'drawn'; drawn: DrawnDiagram; source: string }

/** A Mermaid diagram, drawn in the browser once it is on screen, with its text alternative always there. */
export function Diagram({ source, label, name, children, className }: DiagramProps) {
  const figure = useRef<HTMLElement>(null)
  const theme = useThemeName()
  const wasSeen = useWasSeen(figure)
  const directed = useNarrow() ? turned(source) : source
  const [drawing, setDrawing] = useState<Drawing>({ state: 'waiting' })
  const [isFull, setFull] = useState(false)

  useEffect(() => {
    if (!wasSeen) return
    let isCurrent = true
    drawDiagram({ source: directed, theme })
      .then((drawn) => {
        if (isCurrent) setDrawing({ state: 'drawn', drawn, source: directed })
      })
      .catch(() => {
        if (isCurrent) setDrawing({ state: 'failed' })
      })
    return () => {
      isCurrent = false
    }
  }, [directed, theme, wasSeen])

  const isFailed = drawing.state === 'failed'
  const shown = {
    drawn: drawing.state === 'drawn' ? drawing.drawn : null,
    source: drawing.state === 'drawn' ? drawing.source : directed,
    theme,
    label,
    name,
    onFail: () => setDrawing({ state: 'failed' }),
  }
  return (
    <figure ref={figure} className={className}>
      {!isFailed && <DiagramView {...shown} onFullSize={() => setFull(true)} />}
      {isFull && shown.drawn && (
        <FullSize title={label} onClose={() => setFull(false)}>
          {(close) => <DiagramView {...shown} close={close} />}
        </FullSize>
      )}
      <figcaption className={clsx(!isFailed && 'sr-only')}>
        {isFailed && <p className="mb-2 text-fg-3">The diagram could not be drawn. In words:</p>}
        {children}
      </figcaption>
    </figure>
  )
}

// Lanes stand side by side: turned, the second one would lie off a narrow screen.
function turned(source: string): string {
  return source.includes('~~~') ? source : source.replaceAll(/^(flowchart|direction) LR$/gm, '$1 TB')
}
