const svgNamespace = 'http://www.w3.org/2000/svg'
const failureComment = /^%% fails: (?<words>.+)$/gm
const phaseComment = /^%% (?<title>\d \w+)(?<rest>.*)$/gm

/**
 * Finishes a drawn sequence: bands as wide as the picture with the titles that the source carries as comments, notes of what is not
 * known without red, the second lines of actors, lost messages and those that carry the failure.
 */
export function dressSequence(svg: SVGSVGElement, source: string): void {
  const phases = [...source.matchAll(phaseComment)].map((match) => match.groups ?? {})
  const bands = [...svg.querySelectorAll('rect.rect')].sort((a, b) => numberOf(a, 'y') - numberOf(b, 'y'))
  const { x, width } = svg.viewBox.baseVal
  bands.forEach((band, index) => {
    band.setAttribute('x', String(x + 2))
    band.setAttribute('width', String(Math.max(0, width - 4)))
    const phase = phases[index]
    if (phase?.title !== undefined) addTitle(band, phase.title)
    if (phase?.rest?.endsWith(', unknown')) quietNotes(svg, band)
  })
  for (const text of svg.querySelectorAll('text.actor + text.actor')) text.classList.add('detail')
  for (const line of svg.querySelectorAll('[marker-end*="crosshead"]')) line.classList.add('lost')
  markFailures(svg, new Set([...source.matchAll(failureComment)].map((match) => match.groups?.words)))
}

// Mermaid draws a message's text before its line.
function markFailures(svg: SVGSVGElement, words: ReadonlySet<string | undefined>): void {
  for (const text of svg.querySelectorAll('.messageText')) {
    if (!words.has(text.textContent?.trim())) continue
    text.classList.add('fails')
    const line = text.nextElementSibling
    if (line?.tagName === 'line') line.classList.add('lost')
  }
}

function addTitle(band: Element, title: string): void {
  const text = band.ownerDocument.createElementNS(svgNamespace, 'text')
  text.setAttribute('class', 'phase-title')
  text.setAttribute('x', String(numberOf(band, 'x') + 8))
  text.setAttribute('y', String(numberOf(band, 'y') + 15))
  text.textContent = title
  band.parentElement?.append(text)
}

// What is not known is not broken, and has no red.
function quietNotes(svg: SVGSVGElement, band: Element): void {
  const top = numberOf(band, 'y')
  const bottom = top + numberOf(band, 'height')
  for (const note of svg.querySelectorAll('.note, .noteText')) {
    const y = numberOf(note, 'y')
    if (y >= top && y <= bottom) note.classList.add('quiet')
  }
}

function numberOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute) ?? 0)
}
