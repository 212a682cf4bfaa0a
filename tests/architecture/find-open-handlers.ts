import { nodesOf, type ScannedModule, type SyntaxNode } from './scan-module.ts'

/** Exports of a route file that neither `defineRoute` made nor `lib/http` gave: requests would reach them unguarded. */
export function findOpenHandlers({ program }: ScannedModule): string[] {
  const body = nodesOf(program.body)
  const guarded = namesFromHttp(body)
  return body.filter(isExport).flatMap((statement) => {
    const declaration = nodesOf(statement.declaration)[0]
    if (declaration?.type !== 'VariableDeclaration') return [declaration?.type ?? 'export list']
    return nodesOf(declaration.declarations)
      .filter((declarator) => !isGuarded(nodesOf(declarator.init)[0], guarded))
      .map((declarator) => nameOf(declarator.id))
  })
}

function isExport(node: SyntaxNode): boolean {
  return node.type.startsWith('Export') && node.exportKind !== 'type'
}

function isGuarded(init: SyntaxNode | undefined, guarded: ReadonlySet<string>): boolean {
  if (init?.type === 'CallExpression') return nameOf(init.callee) === 'defineRoute' && guarded.has('defineRoute')
  return init?.type === 'Identifier' && guarded.has(nameOf(init))
}

function namesFromHttp(body: SyntaxNode[]): Set<string> {
  const imports = body.filter((node) => {
    const source = nodesOf(node.source)[0]?.value
    return node.type === 'ImportDeclaration' && typeof source === 'string' && source.startsWith('@/lib/http/')
  })
  return new Set(imports.flatMap((node) => nodesOf(node.specifiers)).map((specifier) => nameOf(specifier.local)))
}

function nameOf(node: unknown): string {
  const name = nodesOf(node)[0]?.name
  return typeof name === 'string' ? name : ''
}
