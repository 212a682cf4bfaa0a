const mostFonts = 4
const known = new Map<string, Promise<string>>()

/** The page's font faces that an SVG names, as CSS with the fonts inside: a picture by itself cannot load any. */
export async function embedFonts(svg: SVGSVGElement): Promise<string> {
  const words = new XMLSerializer().serializeToString(svg)
  const rules = pageFontFaces().filter((rule) => words.includes(familyOf(rule)))
  const faces = await Promise.all(rules.slice(0, mostFonts).map(faceWithData))
  return faces.filter((face) => face !== null).join('\n')
}

function pageFontFaces(): CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule)
    } catch {
      // The rules of a sheet from elsewhere, such as an extension's, cannot be read.
      return []
    }
  })
}

function familyOf(rule: CSSFontFaceRule): string {
  return rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '')
}

async function faceWithData(rule: CSSFontFaceRule): Promise<string | null> {
  const path = /url\(["']?(?<path>[^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.groups?.path
  if (path === undefined) return null
  const address = new URL(path, rule.parentStyleSheet?.href ?? document.baseURI).href
  const data = known.get(address) ?? readAsData(address)
  known.set(address, data)
  const weight = rule.style.getPropertyValue('font-weight') || 'normal'
  return `@font-face { font-family: "${familyOf(rule)}"; font-weight: ${weight}; src: url(${await data}); }`
}

async function readAsData(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob()
  return await new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error(`${address} could not be read.`))
    reader.readAsDataURL(blob)
  })
}
