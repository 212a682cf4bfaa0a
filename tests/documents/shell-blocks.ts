import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Pages whose commands readers run. */
export const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root }).sort()]

export interface Block {
  page: string
  /** Of its first line in the page. */
  line: number
  language: string
  text: string
}

/** One line of a shell block as a reader would send it, with those that it goes on to. */
export interface Command {
  page: string
  line: number
  text: string
}

/** Every fenced block of a page. */
export function blocksOf(page: string, source = readFileSync(join(root, page), 'utf8')): Block[] {
  return [...source.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: source.slice(0, match.index).split('\n').length + 1,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }))
}

/** The commands of a shell block: a line, or several that a backslash or an open quote joins; comments are left out. */
export function commandsOf({ page, line, text }: Block): Command[] {
  const commands: Command[] = []
  let begun: string[] = []
  for (const [index, each] of text.trimEnd().split('\n').entries()) {
    begun.push(each)
    const whole = begun.join('\n')
    if (isOpen(whole)) continue
    const said = whole.replace(/(^|\s+)# .*$/, '').trim()
    if (said !== '') commands.push({ page, line: line + index + 1 - begun.length, text: said })
    begun = []
  }
  return commands
}

function isOpen(text: string): boolean {
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '\\' && quote !== "'") at += 1
    else if (quote === '') quote = sign === "'" || sign === '"' ? sign : ''
    else if (sign === quote) quote = ''
  }
  return quote !== '' || text.endsWith('\\')
}

/** Every command of every page. */
export function allCommands(): Command[] {
  return pages.flatMap((page) => blocksOf(page).filter(({ language }) => language === 'sh')).flatMap(commandsOf)
}
