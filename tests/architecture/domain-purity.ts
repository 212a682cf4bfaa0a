import { nodesOf, type ScannedModule, type SyntaxNode, visit } from './scan-module.ts'

const impureNames = new Set([
  'Buffer',
  'XMLHttpRequest',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'document',
  'fetch',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
])

/** What a module of the domain takes from its surroundings: clock, randomness, timers, process, network, screen. Empty when it is pure. */
export function findImpurities({ program }: ScannedModule): string[] {
  const own = declaredNames(program)
  const found = new Set<string>()
  visit(program, (node, parent, key) => {
    if (node.type === 'Identifier' && typeof node.name === 'string' && impureNames.has(node.name)) {
      if (!own.has(node.name) && !isMereName(parent, key)) found.add(node.name)
    }
    if (isMember(node, 'Date', 'now')) found.add('Date.now')
    if (isMember(node, 'Math', 'random')) found.add('Math.random')
    if (isIdentifier(node.callee, 'Date')) {
      if (node.type === 'NewExpression' && nodesOf(node.arguments).length === 0) found.add('new Date()')
      if (node.type === 'CallExpression') found.add('Date()')
    }
  })
  return [...found].sort()
}

function declaredNames(program: SyntaxNode): Set<string> {
  const names = new Set<string>()
  visit(program, (node, parent, key) => {
    if (node.type !== 'Identifier' || typeof node.name !== 'string' || parent === null) return
    const isDeclared =
      key === 'params' ||
      key === 'param' ||
      key === 'local' ||
      (key === 'id' && parent.type !== 'TSQualifiedName') ||
      (parent.type === 'AssignmentPattern' && key === 'left') ||
      parent.type === 'ArrayPattern' ||
      parent.type === 'RestElement'
    if (isDeclared) names.add(node.name)
  })
  visit(program, (node) => {
    if (node.type !== 'ObjectPattern') return
    for (const property of nodesOf(node.properties)) {
      for (const value of nodesOf(property.value)) if (typeof value.name === 'string') names.add(value.name)
    }
  })
  return names
}

// A name behind a dot, or of a member: it stands for itself, not for the global thing.
function isMereName(parent: SyntaxNode | null, key: string | null): boolean {
  if (parent === null) return false
  if (parent.type === 'MemberExpression') return key === 'property' && parent.computed !== true
  return key === 'key' && parent.computed !== true
}

function isMember(node: SyntaxNode, object: string, property: string): boolean {
  return node.type === 'MemberExpression' && isIdentifier(node.object, object) && isIdentifier(node.property, property)
}

function isIdentifier(value: unknown, name: string): boolean {
  return nodesOf(value).some((node) => node.type === 'Identifier' && node.name === name)
}
