import type { Size } from './zoom-scale'

/** The size in pixels that a drawing asks for by its view box. */
export function naturalSize(svg: SVGSVGElement): Size {
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  return { width: Number.isFinite(width) ? width : 0, height: Number.isFinite(height) ? height : 0 }
}
