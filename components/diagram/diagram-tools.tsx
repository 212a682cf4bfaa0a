import { Toolbar } from '@base-ui/react/toolbar'
import { type ReactNode, useState } from 'react'
import { saveFile } from '@/components/ui/save-file'
import { diagramBackground, type ThemeName } from './diagram-theme'
import { diagramPng, diagramSvg } from './export-diagram'
import type { Zoom } from './use-zoom'

/** A shown diagram as its tools need it. */
export interface ShownPicture {
  source: string
  theme: ThemeName
  label: string
  name: string
  svg(): SVGSVGElement | null
}

interface DiagramToolsProps {
  zoom: Zoom
  picture: ShownPicture
  onFullSize: (() => void) | null
}

/** What can be done with a diagram, in one quiet line that the arrow keys walk along. */
export function DiagramTools({ zoom, picture, onFullSize }: DiagramToolsProps) {
  const [told, setTold] = useState('')
  const run = (done: string, act: () => Promise<void>) => {
    act().then(
      () => setTold(done),
      () => setTold(`Not possible in this browser: ${done.toLowerCase()}`),
    )
  }
  return (
    <Toolbar.Root
      aria-label="Diagram tools"
      onBlur={() => setTold('')}
      className="flex w-fit items-center rounded-6 bg-raised text-11 text-fg-2 shadow-pop [@media(hover:none)]:-ml-2 [@media(hover:none)]:bg-transparent [@media(hover:none)]:shadow-none"
    >
      <Tool label="Zoom out" onUse={zoom.farther}>
        −
      </Tool>
      <Tool label={`Reset zoom, now ${zoom.percent} %`} onUse={zoom.reset}>
        <span className="inline-block min-w-9 text-center">{zoom.percent} %</span>
      </Tool>
      <Tool label="Zoom in" onUse={zoom.closer}>
        +
      </Tool>
      <Tool label="Copy the Mermaid source" onUse={() => run('Source copied', () => copySource(picture))}>
        {told === 'Source copied' ? 'Copied' : 'Copy'}
      </Tool>
      <Tool label="Save as SVG" onUse={() => run('SVG saved', () => saveSvg(picture))}>
        SVG
      </Tool>
      <Tool label="Save as PNG" onUse={() => run('PNG saved', () => savePng(picture))}>
        PNG
      </Tool>
      {onFullSize && (
        <Tool label="Show in full size" onUse={onFullSize}>
          Full size
        </Tool>
      )}
      <span role="status" className="sr-only">
        {told}
      </span>
    </Toolbar.Root>
  )
}

function Tool({ label, onUse, children }: { label: string; onUse: () => void; children: ReactNode }) {
  return (
    <Toolbar.Button
      aria-label={label}
      title={label}
      onClick={onUse}
      className="h-6 min-w-6 rounded-6 px-1.5 whitespace-nowrap hover:bg-press hover:text-fg [@media(hover:none)]:h-11 [@media(hover:none)]:min-w-9"
    >
      {children}
    </Toolbar.Button>
  )
}

async function copySource({ source }: ShownPicture): Promise<void> {
  await navigator.clipboard.writeText(source)
}

async function saveSvg(picture: ShownPicture): Promise<void> {
  const text = await svgOf(picture)
  saveFile(new Blob([text], { type: 'image/svg+xml' }), `${picture.name}.svg`)
}

async function savePng(picture: ShownPicture): Promise<void> {
  const svg = picture.svg()
  if (svg) saveFile(await diagramPng(await svgOf(picture), svg), `${picture.name}.png`)
}

async function svgOf({ svg, label, theme }: ShownPicture): Promise<string> {
  const shown = svg()
  if (!shown) throw new Error('The diagram is not drawn.')
  return await diagramSvg(shown, label, diagramBackground(theme))
}
