import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagramLabel, visibleText } from '@/lib/domain/diagram/label'

describe('diagramLabel', () => {
  it('keeps a host of normal length unbroken', () => {
    const host = 'my-deployment.es.us-east-1.aws.found.io'
    expect(diagramLabel(host)).toBe(host)
  })

  it.each([
    ['a quote that would close the label', 'a"]; click n0 "javascript:alert(1)"'],
    ['an element', '<img src=x onerror=alert(1)>'],
    ['a directive', '%%{init: {"securityLevel": "loose"}}%%'],
    ['a line break', 'a\nclick n0 call b()'],
    ['an escaped line break', 'a\\nb'],
    ['an entity of its own', '#34;&quot;'],
    ['a formula', '$$x$$'],
    ['a code span', '`md`'],
  ])('leaves nothing of Mermaid or HTML in %s', (_what, text) => {
    expect(diagramLabel(text).replace(/#\d+;/g, '')).not.toMatch(/["'<>&%{}[\]|\n\r\\$`:;#]/)
  })

  it.each([
    ['right-to-left override', '\u202E'],
    ['zero width space', '\u200B'],
    ['null', '\0'],
    ['line separator', '\u2028'],
    ['no-break space', '\u00A0'],
  ])('spells out %s', (_name, character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    expect(visibleText(`a${character}b`)).toBe(`a‹U+${code}›b`)
  })

  it('cuts a name of 253 characters in the middle and keeps both ends', () => {
    const name = `start.${'a'.repeat(241)}.end42`
    const cut = visibleText(name, 40)
    expect([...cut]).toHaveLength(40)
    expect(cut).toMatch(/^start\.a+…a+\.end42$/)
  })

  it('gives back the text when its entities are decoded, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const decoded = diagramLabel(text).replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
        expect(decoded).toBe(visibleText(text))
      }),
    )
  })
})
