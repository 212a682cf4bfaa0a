import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configurePage } from '@/lib/server/settings/configure-page'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const manifest: {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
} = JSON.parse(read('package.json'))
const packages = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

/** Files and folders that a document names: targets of its links, and code spans that begin with a room of the house or end like a file. */
function citedPaths(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  const isPath = (span: string) =>
    /^(app|components|deploy|lib|tests|scripts|docs|public|\.ci)(\/[\w./-]*)?$/.test(span)
  const isFile = (span: string) => /^[\w.-]+\.(tsx?|mjs|json|md)$/.test(span)
  return [
    ...links.filter((link) => !/^(https?:|#)/.test(link)),
    ...spans.filter((span) => isPath(span) || isFile(span)),
  ]
}

describe.each(documents)('%s', (document) => {
  const text = read(document)

  it('names only files and folders that exist', () => {
    expect(citedPaths(text).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  })
})

/** The anchors that a page has, as they are made of its headings: lower case, without marks, with hyphens for spaces. */
function anchorsOf(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe('the pages of docs', () => {
  const pages = [...documents, ...globSync('docs/*.md', { cwd: root })]

  it('link only to pages and sections that are there', () => {
    const broken = pages.flatMap((page) => {
      const prose = read(page).replaceAll(/^```[\s\S]*?^```$/gm, '')
      return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^(https?|mailto):/.test(link)) return []
        const [path = '', anchor] = link.split('#')
        const file = path === '' ? page : join(dirname(page), path)
        if (!existsSync(join(root, file))) return [`${page}: ${link}`]
        const isThere = anchor === undefined || anchorsOf(read(file)).includes(anchor)
        return isThere ? [] : [`${page}: ${link}`]
      })
    })
    expect(broken).toEqual([])
  })

  it('are all in docs/README.md', () => {
    const index = read('docs/README.md')
    const unlisted = globSync('docs/*.md', { cwd: root }).filter(
      (page) => page !== 'docs/README.md' && !index.includes(`(${page.replace('docs/', '')})`),
    )
    expect(unlisted).toEqual([])
  })
})

describe('citedPaths', () => {
  it('finds links and paths, and no addresses or words', () => {
    const text = '[a](docs/a.png) [b](https://example.com) `lib/dns` `kubectl get svc` `next` `proxy.ts` `lib/<name>`'
    expect(citedPaths(text)).toEqual(['docs/a.png', 'lib/dns', 'proxy.ts'])
  })
})

describe('the dependencies', () => {
  it('each have their reason in ARCHITECTURE.md', () => {
    const text = read('ARCHITECTURE.md')
    expect(Object.keys(packages).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  it('are pinned exactly', () => {
    expect(Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('come from whatever registry is configured: the lock file names none', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"https?:/)
  })
})

// Not Signpost's own: other programs read them too.
const commonNames: ReadonlySet<string> = new Set(['KUBECONFIG', 'HTTPS_PROXY', 'NO_PROXY'])

describe('the settings', () => {
  const table = (text: string) =>
    [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1] ?? '').filter((name) => !commonNames.has(name))

  it('are explained in docs/configure.md, every one that the console reads and no other, once', () => {
    const schema = [...read('lib/server/settings/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
      (match) => match[1],
    )
    expect(table(read('docs/configure.md')).sort()).toEqual(schema.sort())
  })

  it('are said in README.md as docs/configure.md says them', () => {
    const rows = (text: string) => text.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line))
    const all = rows(read('docs/configure.md'))
    const first = rows(read('README.md')).map((row) => row.replaceAll('](docs/', ']('))
    expect(first.length).toBeGreaterThan(5)
    expect(first.filter((row) => !all.includes(row))).toEqual([])
  })

  it('are written into docs/configure.md by their reference, and by the schema of the file', () => {
    expect(configurePage()).toBe(read('docs/configure.md'))
  })
})
