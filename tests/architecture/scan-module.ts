import { parseSync } from 'vite'

export interface ModuleImport {
  /** Null for a dynamic import whose argument is no plain string. */
  specifier: string | null
  kind: 'import' | 'export' | 'dynamic' | 'require' | 'type'
}

export interface SyntaxNode {
  type: string
  [key: string]: unknown
}

/** One source file, read as syntax: what it imports in whatever form, and its tree for finer rules. */
export interface ScannedModule {
  /** Relative to the repository, with forward slashes. */
  path: string
  imports: ModuleImport[]
  isClientOnly: boolean
  program: SyntaxNode
}

/** Parses a TypeScript or JavaScript source. Throws when it does not parse. */
export function scanModule(path: string, source: string): ScannedModule {
  const { program, errors } = parseSync(path, source)
  const [error] = errors
  if (error) throw new Error(`${path}: ${error.message}`)
  const root: SyntaxNode = { ...program, type: program.type }
  const imports: ModuleImport[] = []
  visit(root, (node) => {
    const found = readImport(node)
    if (found) imports.push(found)
  })
  const isClientOnly = nodesOf(root.body).some((node) => node.directive === 'use client')
  return { path, imports, isClientOnly, program: root }
}

/** Calls `enter` for every node below and including `node`, with the node it hangs on and the member it hangs at. */
export function visit(
  node: SyntaxNode,
  enter: (node: SyntaxNode, parent: SyntaxNode | null, key: string | null) => void,
  parent: SyntaxNode | null = null,
  key: string | null = null,
): void {
  enter(node, parent, key)
  for (const [member, value] of Object.entries(node)) {
    for (const child of nodesOf(value)) visit(child, enter, node, member)
  }
}

export function nodesOf(value: unknown): SyntaxNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  return isNode(value) ? [value] : []
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function readImport(node: SyntaxNode): ModuleImport | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { kind: 'import', specifier: textOf(node.source) }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? { kind: 'export', specifier: textOf(node.source) } : null
    case 'ImportExpression':
      return { kind: 'dynamic', specifier: textOf(node.source) }
    case 'TSImportType':
      return { kind: 'type', specifier: textOf(node.source ?? node.argument) }
    case 'TSExternalModuleReference':
      return { kind: 'require', specifier: textOf(node.expression) }
    case 'CallExpression':
      return isNode(node.callee) && node.callee.type === 'Identifier' && node.callee.name === 'require'
        ? { kind: 'require', specifier: textOf(nodesOf(node.arguments)[0]) }
        : null
    default:
      return null
  }
}

function textOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'TSLiteralType') return textOf(node.literal)
  return typeof node.value === 'string' ? node.value : null
}
