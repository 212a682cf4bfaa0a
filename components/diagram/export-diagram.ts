import { embedFonts } from './embed-fonts'
import { naturalSize } from './natural-size'

const margin = 16
const pixelRatio = 2
// What browsers still draw on a canvas everywhere.
const largestSide = 8192

/** A shown diagram as an SVG document of its own: with its background, a margin and the fonts it is set in. */
export async function diagramSvg(svg: SVGSVGElement, title: string, background: string): Promise<string> {
  const { width, height } = naturalSize(svg)
  const [x = 0, y = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const copy = document.importNode(svg, true)
  const box = [x - margin, y - margin, width + 2 * margin, height + 2 * margin].map(String)
  copy.setAttribute('viewBox', box.join(' '))
  copy.setAttribute('width', String(width + 2 * margin))
  copy.setAttribute('height', String(height + 2 * margin))
  copy.removeAttribute('aria-hidden')
  copy.setAttribute('role', 'img')
  copy.prepend(titleElement(title), styleElement(await embedFonts(copy)), backgroundElement(box, background))
  return new XMLSerializer().serializeToString(copy)
}

/** The same as PNG, at twice its size or as large as a canvas may be. Throws when the browser cannot draw it. */
export async function diagramPng(svgDocument: string, svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = naturalSize(svg)
  const [wide, high] = [width + 2 * margin, height + 2 * margin]
  const ratio = Math.min(pixelRatio, largestSide / Math.max(wide, high))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgDocument)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(wide * ratio)
  canvas.height = Math.round(high * ratio)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw the picture.')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser cannot write a PNG.'))), 'image/png')
  })
}

const svgNamespace = 'http://www.w3.org/2000/svg'

function titleElement(text: string): Element {
  const title = document.createElementNS(svgNamespace, 'title')
  title.textContent = text
  return title
}

function styleElement(css: string): Element {
  const style = document.createElementNS(svgNamespace, 'style')
  style.textContent = css
  return style
}

function backgroundElement([x = '0', y = '0', width = '0', height = '0']: string[], fill: string): Element {
  const rect = document.createElementNS(svgNamespace, 'rect')
  for (const [name, value] of Object.entries({ x, y, width, height, fill })) rect.setAttribute(name, value)
  return rect
}
