import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findViolations, type Violation } from './find-violations.ts'
import { scanModule } from './scan-module.ts'

const root = join(import.meta.dirname, '..', '..')

const rooms = ['app', 'cli', 'components', 'demo', 'lib'].filter((room) => existsSync(join(root, room)))

function productModules() {
  const inRooms = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${room}/${path.replaceAll('\\', '/')}`,
    ),
  )
  const atRoot = readdirSync(root).filter((name) => /^(proxy|instrumentation(-\w+)?)\.ts$/.test(name))
  return [...inRooms, ...atRoot]
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => scanModule(path, readFileSync(join(root, path), 'utf8')))
}

describe('the product', () => {
  const modules = productModules()

  it('is seen by the scanner', () => {
    const paths = modules.map((module) => module.path)
    expect(paths).toContain('lib/domain/app-error.ts')
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(paths.length)
  })

  it('keeps to the house: layers, doors, packages, purity, no barrels, no cycles', () => {
    expect(findViolations(modules)).toEqual([])
  })
})

function check(sources: Record<string, string>): Pick<Violation, 'rule' | 'path'>[] {
  return findViolations(Object.entries(sources).map(([path, source]) => scanModule(path, source))).map(
    ({ rule, path }) => ({
      rule,
      path,
    }),
  )
}

const broken: [title: string, rule: Violation['rule'], path: string, source: string][] = [
  ['lib/server looks up into lib/http', 'layer', 'lib/server/live/a.ts', "import { x } from '@/lib/http/x'"],
  ['a component reaches the server', 'layer', 'components/ui/a.tsx', "import { x } from '../../lib/server/x'"],
  ['a page reaches past lib/http', 'layer', 'app/page.tsx', "import type { X } from '@/lib/server/x'"],
  [
    'the contract knows the client',
    'layer',
    'lib/contract/a.ts',
    "export { x } from '@/lib/client/x'; export const y = 1",
  ],
  [
    'the domain knows the contract',
    'layer',
    'lib/domain/a.ts',
    "type X = import('@/lib/contract/x').X; export type Y = X",
  ],
  ['a dynamic import goes upwards', 'layer', 'lib/dns/a.ts', "export const x = () => import('@/lib/server/x')"],
  ['a door opens on its sibling', 'door', 'lib/dns/a.ts', "import { x } from '@/lib/kubernetes/x'"],
  ['a client file takes from the server side', 'client', 'app/a.tsx', "'use client'\nimport { x } from '@/lib/http/x'"],
  ['undici outside the Kubernetes door', 'package', 'lib/server/a.ts', "import { Agent } from 'undici'"],
  [
    'a vendor type leaves its door',
    'package',
    'lib/server/a.ts',
    "import type { V1Service } from '@kubernetes/client-node'",
  ],
  ['a package that only tests may use', 'package', 'lib/dns/a.ts', "const p = require('dns-packet'); export { p }"],
  [
    'mermaid outside components/diagram',
    'package',
    'components/service/a.tsx',
    "export const m = () => import('mermaid')",
  ],
  ['next in the server', 'package', 'lib/server/a.ts', "import { cookies } from 'next/headers'"],
  ['react in the domain', 'package', 'lib/domain/a.ts', "import { cache } from 'react'"],
  ['zod in a screen', 'package', 'components/ui/a.tsx', "import { z } from 'zod'"],
  ['a package that no room owns', 'package', 'lib/server/a.ts', "import leftPad from 'left-pad'"],
  ['a package named like a member of every object', 'package', 'lib/server/a.ts', "import x from 'constructor'"],
  ['Node in the domain', 'builtin', 'lib/domain/a.ts', "import { join } from 'node:path'"],
  ['Node in the browser', 'builtin', 'lib/client/a.ts', "import { join } from 'path'"],
  ['the product imports the demo', 'layer', 'lib/server/a.ts', "import { x } from '@/demo/x'"],
  ['the demo imports the product', 'layer', 'demo/a.ts', "import { x } from '@/lib/dns/x'"],
  ['the product imports a test', 'outside', 'lib/server/a.ts', "import { x } from '../../tests/x'"],
  [
    'a route loads the schemas of the whole API',
    'area',
    'app/api/v1/plans/route.ts',
    "import { operations } from '@/lib/contract/operations.ts'",
  ],
  ['a folder that the house does not have', 'room', 'lib/stuff/a.ts', 'export const x = 1'],
  [
    'a file that only passes on',
    'barrel',
    'lib/domain/alias/all.ts',
    "export { x } from './x'\nexport { y } from './y'",
  ],
  ['a file that passes everything on', 'barrel', 'components/ui/a.tsx', "export * from './x'\nexport const y = 1"],
  ['a file named after nothing', 'name', 'lib/server/utils.ts', 'export const x = 1'],
  ['a folder named after nothing', 'name', 'components/common/a.tsx', 'export const x = 1'],
  ['an import that cannot be read', 'unreadable', 'lib/server/a.ts', 'export const x = (name: string) => import(name)'],
]

describe('a module that breaks a rule', () => {
  it.each(broken)('is found: %s', (_title, rule, path, source) => {
    expect(check({ [path]: source })).toContainEqual({ rule, path })
  })

  it.each([
    'export const x = Date.now()',
    'export const x = new Date()',
    'export const x = Date()',
    'export const x = Math.random()',
    'export const x = process.env.HOME',
    'export const x = () => setTimeout(() => {}, 1)',
    'export const x = () => fetch("/")',
    'console.log(1)',
    'export const x = crypto.randomUUID()',
    'export const x = globalThis.Date',
    'export const x = typeof window',
  ])('is found: the domain takes from its surroundings in `%s`', (source) => {
    expect(check({ 'lib/domain/a.ts': source })).toEqual([{ rule: 'purity', path: 'lib/domain/a.ts' }])
  })

  it('is found: two files import each other, through a third, by a type alone', () => {
    const found = findViolations([
      scanModule('lib/domain/a.ts', "import { b } from './b'\nexport const a = b"),
      scanModule('lib/domain/b.ts', "import { c } from '@/lib/domain/c'\nexport const b = c"),
      scanModule('lib/domain/c.ts', "import type { a } from './a.ts'\nexport const c = (x: typeof a) => x"),
    ])
    expect(found).toEqual([
      {
        rule: 'cycle',
        path: 'lib/domain/a.ts',
        what: 'lib/domain/a.ts → lib/domain/b.ts → lib/domain/c.ts → lib/domain/a.ts',
      },
    ])
  })
})

describe('a module that keeps the rules', () => {
  it.each([
    [
      'the whole way down',
      'lib/server/a.ts',
      "import { x } from '@/lib/kubernetes/x'\nimport { readFile } from 'node:fs/promises'",
    ],
    [
      'a page reads through lib/http',
      'app/page.tsx',
      "import './globals.css'\nimport { x } from '@/lib/http/x'\nimport Link from 'next/link'",
    ],
    ['the domain parses addresses', 'lib/domain/a.ts', "import ipaddr from 'ipaddr.js'\nexport const x = ipaddr.parse"],
    [
      'the domain computes with times it is given',
      'lib/domain/a.ts',
      'export const x = (at: string) => new Date(at).getTime() + Date.parse(at)',
    ],
    [
      'names of its own',
      'lib/domain/a.ts',
      'export const x = (window: { process: number }) => window.process + { fetch: 1 }.fetch',
    ],
    [
      'imports in strings and comments',
      'lib/domain/a.ts',
      "// import x from 'react'\nexport const x = \"import('undici')\"",
    ],
    [
      'the start file of the runtime',
      'instrumentation.ts',
      "export const register = () => import('./instrumentation-node')",
    ],
  ])('passes: %s', (_title, path, source) => {
    expect(check({ [path]: source, 'instrumentation-node.ts': '' })).toEqual([])
  })
})
