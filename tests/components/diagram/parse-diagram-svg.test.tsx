import { describe, expect, it } from 'vitest'
import { parseDiagramSvg } from '@/components/diagram/parse-diagram-svg'

const svg = (inner: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`

describe('parseDiagramSvg', () => {
  it('removes scripts, foreign objects, images, links and handlers', () => {
    const node = parseDiagramSvg(
      svg(
        '<script>alert(1)</script><foreignObject><b/></foreignObject><image href="x"/><a xlink:href="javascript:alert(1)"><text>t</text></a>' +
          '<rect onclick="alert(1)" fill="url(https://evil.example/x)"/><path marker-end="url(#m)"/>',
        'onload="alert(1)"',
      ),
      document,
    )
    expect(node?.outerHTML).not.toMatch(/script|foreignObject|image|onclick|onload|href|evil/)
    expect(node?.querySelector('path')?.getAttribute('marker-end')).toBe('url(#m)')
  })

  it('decodes the entities that a flowchart leaves in its labels, once and as text', () => {
    const node = parseDiagramSvg(
      svg(
        '<text><tspan class="text-inner-tspan">&amp;#60;b&amp;#62; &amp;#38;#34;</tspan></text>',
        'aria-roledescription="flowchart-v2"',
      ),
      document,
    )
    expect(node?.querySelector('tspan')?.textContent).toBe('<b> &#34;')
    expect(node?.querySelector('b')).toBeNull()
  })

  it('takes nothing that is not well-formed SVG', () => {
    expect(parseDiagramSvg('<svg><unclosed></svg>', document)).toBeNull()
    expect(parseDiagramSvg('<html xmlns="http://www.w3.org/1999/xhtml"/>', document)).toBeNull()
  })
})
