import { type CorefileToken, corefileTokens } from './corefile-tokens'
import { plainText } from './plain-text'

export interface CorefileDirective {
  name: string
  args: string[]
  line: number
  /** The lines between its braces, those within further braces left out. */
  body: { name: string; args: string[]; line: number }[]
}

export interface CorefileBlock {
  keys: string[]
  line: number
  directives: CorefileDirective[]
}

export interface CorefileProblem {
  line: number
  message: string
}

export interface CorefileBlocks {
  blocks: CorefileBlock[]
  problems: CorefileProblem[]
}

const maxTokens = 20_000
const maxBlocks = 200
const maxDirectives = 1000
const maxImports = 100
const maxProblems = 20

/** The server blocks of a Corefile with their directives, snippets put in where they are imported. Never throws: what is wrong is told by line. */
export function corefileBlocks(text: string): CorefileBlocks {
  return new Parser(text).read()
}

class Parser {
  readonly #snippets = new Map<string, CorefileToken[]>()
  readonly #blocks: CorefileBlock[] = []
  readonly #problems: CorefileProblem[] = []
  readonly #tokens: CorefileToken[]
  #at = 0
  #imports = 0
  #directives = 0

  constructor(text: string) {
    this.#tokens = corefileTokens(text, maxTokens)
    if (this.#tokens.length === maxTokens)
      this.#problem(this.#tokens.at(-1), `only the first ${maxTokens} words are read`)
  }

  read(): CorefileBlocks {
    while (this.#at < this.#tokens.length && this.#blocks.length < maxBlocks) this.#readBlock()
    return { blocks: this.#blocks, problems: this.#problems }
  }

  #readBlock(): void {
    const first = this.#tokens[this.#at]
    const keys = this.#readKeys()
    const isOpen = this.#tokens[this.#at]?.text === '{'
    if (isOpen) this.#at += 1
    const content = this.#takeContent(isOpen, first)
    if (keys.length === 0) {
      if (isOpen) this.#problem(first, 'a block has no zone before its brace')
      return
    }
    const snippet = /^\((.+)\)$/.exec(keys[0] ?? '')?.[1]
    if (snippet !== undefined) this.#snippets.set(snippet, content)
    else this.#blocks.push({ keys, line: first?.line ?? 1, directives: this.#readDirectives(content) })
  }

  /** The zones before a brace; a comma at the end of a line goes on with the next. */
  #readKeys(): string[] {
    const keys: string[] = []
    let goesOn = true
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (token.text === '{' || (token.isFirst && !goesOn)) break
      this.#at += 1
      if (token.text === 'import' && token.isFirst) {
        const what = this.#tokens[this.#at]?.text ?? ''
        this.#at += 1
        this.#problem(token, `import ${plainText(what)} is not in this text`)
        continue
      }
      if (token.text === '}') {
        this.#problem(token, 'a brace closes what nothing opened')
        continue
      }
      goesOn = token.text.endsWith(',')
      const key = token.text.replace(/,$/, '')
      if (key !== '') keys.push(key)
    }
    return keys
  }

  // Without braces the rest of the file is the one server's.
  #takeContent(isOpen: boolean, opener: CorefileToken | undefined): CorefileToken[] {
    const start = this.#at
    if (!isOpen) {
      this.#at = this.#tokens.length
      return this.#tokens.slice(start)
    }
    let depth = 1
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      depth += depthOf(this.#tokens[this.#at])
      if (depth === 0) {
        this.#at += 1
        return this.#tokens.slice(start, this.#at - 1)
      }
    }
    this.#problem(opener, 'a block is not closed')
    return this.#tokens.slice(start)
  }

  #readDirectives(tokens: readonly CorefileToken[]): CorefileDirective[] {
    const directives: CorefileDirective[] = []
    for (const line of linesOf(tokens)) {
      const [head] = line
      if (head === undefined || this.#directives >= maxDirectives) continue
      this.#directives += 1
      if (head.text === 'import') directives.push(...this.#import(line))
      else directives.push(readDirective(line))
    }
    return directives
  }

  #import(line: readonly CorefileToken[]): CorefileDirective[] {
    const [head, what] = line
    const snippet = this.#snippets.get(what?.text ?? '')
    this.#imports += 1
    if (snippet !== undefined && this.#imports <= maxImports) return this.#readDirectives(snippet)
    this.#problem(head, `import ${plainText(what?.text ?? '')} is not in this text`)
    return []
  }

  #problem(token: CorefileToken | undefined, message: string): void {
    if (this.#problems.length < maxProblems) this.#problems.push({ line: token?.line ?? 1, message })
  }
}

/** The tokens line by line, with what is between braces in the line that opens them. */
function linesOf(tokens: readonly CorefileToken[]): CorefileToken[][] {
  const lines: CorefileToken[][] = []
  let depth = 0
  for (const token of tokens) {
    const current = lines.at(-1)
    if (current === undefined || (token.isFirst && depth === 0 && token.text !== '{')) lines.push([token])
    else current.push(token)
    depth = Math.max(0, depth + depthOf(token))
  }
  return lines
}

function readDirective(line: readonly CorefileToken[]): CorefileDirective {
  const [head, ...rest] = line
  const brace = rest.findIndex(({ text }) => text === '{')
  const args = brace === -1 ? rest : rest.slice(0, brace)
  const inside = brace === -1 ? [] : rest.slice(brace + 1, rest.at(-1)?.text === '}' ? -1 : undefined)
  return {
    name: head?.text ?? '',
    args: args.map(({ text }) => text),
    line: head?.line ?? 1,
    body: linesOf(inside).map(([first, ...words]) => ({
      name: first?.text ?? '',
      args: words.map(({ text }) => text),
      line: first?.line ?? 1,
    })),
  }
}

function depthOf(token: CorefileToken | undefined): number {
  if (token?.text === '{') return 1
  return token?.text === '}' ? -1 : 0
}
