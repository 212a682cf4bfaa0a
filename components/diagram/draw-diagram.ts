import { diagramConfig, type ThemeName } from './diagram-theme'

interface DrawRequest {
  source: string
  theme: ThemeName
}

/** Mermaid's SVG text, and the id that its styles and markers refer to. */
export interface DrawnDiagram {
  svgText: string
  id: string
}

const cacheSize = 60
const drawn = new Map<string, DrawnDiagram>()
let queue: Promise<unknown> = Promise.resolve()
let counter = 0

/** Mermaid's SVG for a source, from a bounded cache or drawn one after the other: Mermaid's settings are global. */
export function drawDiagram(request: DrawRequest): Promise<DrawnDiagram> {
  const key = `${request.theme}\n${request.source}`
  const known = drawn.get(key)
  if (known !== undefined) return Promise.resolve(known)
  const next = queue.then(() => drawn.get(key) ?? draw(key, request))
  queue = next.catch(() => undefined)
  return next
}

async function draw(key: string, { source, theme }: DrawRequest): Promise<DrawnDiagram> {
  const { default: mermaid } = await import('mermaid')
  await document.fonts?.ready
  mermaid.initialize(diagramConfig(theme, fonts()))
  // A letter that labels spell as an entity, so that the id can be replaced without touching a word of the picture.
  const id = `dø${counter++}ø`
  const { svg: svgText } = await mermaid.render(id, source)
  const oldest = drawn.keys().next()
  if (drawn.size >= cacheSize && !oldest.done) drawn.delete(oldest.value)
  drawn.set(key, { svgText, id })
  return { svgText, id }
}

function fonts(): { sans: string; mono: string } {
  const style = getComputedStyle(document.documentElement)
  const sans = getComputedStyle(document.body).fontFamily || 'sans-serif'
  const mono = style.getPropertyValue('--font-geist-mono').trim()
  return { sans, mono: mono === '' ? 'ui-monospace, monospace' : `${mono}, ui-monospace, monospace` }
}
