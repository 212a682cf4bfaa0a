import { Composer, type Document, Lexer, LineCounter, Parser, type Tags, type YAMLParseError } from 'yaml'

/** A place in a text, both counted from 1. */
export interface TextPlace {
  line: number
  column: number
}

export interface ParsedText {
  documents: Document.Parsed[]
  /** Why nothing of the text is read: it is larger, longer or deeper than any manifest. */
  refusal: { offset: number; message: string } | null
  /** Where an offset into the text lies. */
  placeOf(offset: number): TextPlace
}

const mostBytes = 1024 * 1024
const mostLexemes = 100_000
const deepest = 32
const mostItems = 512

/** How YAML is read here: as kubectl reads it, YAML 1.1 with keys that are strings, where dates and `12:30` are strings too. */
const yamlOptions = {
  version: '1.1',
  stringKeys: true,
  uniqueKeys: true,
  prettyErrors: false,
  customTags: (tags: Tags) => tags.filter((tag) => typeof tag === 'string' || !isTime(tag)),
} as const

function isTime({ tag, format }: { tag: string; format?: string }): boolean {
  return tag === 'tag:yaml.org,2002:timestamp' || format === 'TIME'
}

/**
 * The YAML documents of a text, JSON included, whatever the text is: within 1 MiB, 32 levels and 512 items in a list or map, and in time that grows
 * with its length alone. Faults of a document are in its `errors`; nothing throws.
 */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const refuse = (offset: number, message: string): ParsedText => ({
    ...{ documents: [], placeOf },
    refusal: { offset, message },
  })
  if (text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes)
    return refuse(0, 'is more than 1 MiB of text')
  const parser = new Parser(lines.addNewLine)
  const composer = new Composer(yamlOptions)
  const documents: Document.Parsed[] = []
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token))
    if (parser.stack.length > deepest) return refuse(parser.offset, `is nested more than ${deepest} levels deep`)
    if (lexemes > mostLexemes || isTooLong(parser)) return refuse(parser.offset, 'holds more than a manifest does')
  }
  for (const token of parser.end()) documents.push(...composer.next(token))
  documents.push(...composer.end())
  return { documents, refusal: null, placeOf }
}

// Whether a key stands twice is looked up against every other key of its map.
function isTooLong({ stack }: Parser): boolean {
  const top = stack.at(-1)
  return top !== undefined && 'items' in top && top.items.length > mostItems
}

/** What is wrong with a document, in our words where the parser's are hard to read. */
export function faultOf({ code, message }: YAMLParseError): string {
  return faults[code] ?? message.charAt(0).toLowerCase() + message.slice(1)
}

const faults: Partial<Record<YAMLParseError['code'], string>> = {
  DUPLICATE_KEY: 'this key stands in the map already',
  TAB_AS_INDENT: 'tabs must not indent: use spaces',
  NON_STRING_KEY: 'a key must be a string, quote it',
  BLOCK_AS_IMPLICIT_KEY: 'a second key on one line: put it on a line of its own, or quote the value',
  MULTILINE_IMPLICIT_KEY: 'a key or value that runs over lines: a colon or a quote is missing',
  MISSING_CHAR: 'a character is missing here: a quote, bracket, comma or colon',
  BAD_INDENT: 'this line is not indented like its neighbours',
  BAD_ALIAS: 'no anchor of this name stands before it',
}
