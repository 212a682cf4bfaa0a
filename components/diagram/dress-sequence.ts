const svgNamespace = 'http://www.w3.org/2000/svg'
const phaseComment = /^%% (\d \w+)/gm

/**
 * Finishes a drawn sequence: bands as wide as the picture, with the phases' titles that the source carries as comments, the second lines
 * of actors, and lost messages.
 */
export function dressSequence(svg: SVGSVGElement, source: string): void {
  const titles = [...source.matchAll(phaseComment)].map((match) => match[1] ?? '')
  const bands = [...svg.querySelectorAll('rect.rect')].sort((a, b) => numberOf(a, 'y') - numberOf(b, 'y'))
  bands.forEach((band, index) => {
    const title = titles[index]
    const { x, width } = svg.viewBox.baseVal
    band.setAttribute('x', String(x + 2))
    band.setAttribute('width', String(Math.max(0, width - 4)))
    if (title === undefined) return
    const text = svg.ownerDocument.createElementNS(svgNamespace, 'text')
    text.setAttribute('class', 'phase-title')
    text.setAttribute('x', String(numberOf(band, 'x') + 8))
    text.setAttribute('y', String(numberOf(band, 'y') + 15))
    text.textContent = title
    band.parentElement?.append(text)
  })
  for (const text of svg.querySelectorAll('text.actor + text.actor')) text.classList.add('detail')
  for (const line of svg.querySelectorAll('[marker-end*="crosshead"]')) line.classList.add('lost')
}

function numberOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute) ?? 0)
}
