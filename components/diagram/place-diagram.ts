import type { DrawnDiagram } from './draw-diagram'
import { dressSequence } from './dress-sequence'
import { parseDiagramSvg } from './parse-diagram-svg'

let copies = 0

/** Puts a cleaned and finished copy of a drawn diagram into `frame`, with ids of its own; null when it is not well-formed. */
export function placeDiagram(frame: HTMLElement, { svgText, id }: DrawnDiagram, source: string): SVGSVGElement | null {
  const svg = parseDiagramSvg(svgText.replaceAll(id, `diagram-${copies++}`), frame.ownerDocument)
  if (!svg) return null
  if (source.startsWith('sequenceDiagram')) dressSequence(svg, source)
  svg.setAttribute('aria-hidden', 'true')
  svg.removeAttribute('role')
  frame.replaceChildren(svg)
  return svg
}
