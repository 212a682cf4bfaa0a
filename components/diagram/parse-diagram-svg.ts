const forbiddenElements = 'script, foreignObject, iframe, object, embed, image, use, a, animate, set'
const entity = /&#(\d{1,7});/g

/**
 * Mermaid's SVG text as an element of `document`: scripts, foreign objects, links, event handlers and outside references removed, and the
 * entities that Mermaid leaves in SVG labels decoded as text. Null when it is not well-formed SVG.
 */
export function parseDiagramSvg(svgText: string, document: Document): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(svgText, 'image/svg+xml')
  const root = parsed.documentElement
  if (root.nodeName !== 'svg' || parsed.querySelector('parsererror')) return null
  for (const element of root.querySelectorAll(forbiddenElements)) element.remove()
  for (const element of [root, ...root.querySelectorAll('*')]) stripAttributes(element)
  if (root.getAttribute('aria-roledescription')?.startsWith('flowchart')) decodeLabels(root)
  const node = document.importNode(root, true)
  return node instanceof SVGSVGElement ? node : null
}

function stripAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isReference = /(^|:)href$/i.test(name) || /url\(\s*['"]?(?!#)/i.test(value)
    if (/^on/i.test(name) || isReference) element.removeAttribute(name)
  }
}

function decodeLabels(root: Element): void {
  for (const tspan of root.querySelectorAll('tspan.text-inner-tspan')) {
    const text = tspan.textContent ?? ''
    if (text.includes('&#')) tspan.textContent = text.replace(entity, (whole, code: string) => characterOf(whole, code))
  }
}

function characterOf(whole: string, code: string): string {
  const point = Number(code)
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole
}
