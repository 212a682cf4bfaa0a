import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operationsInOrder } from '@/lib/contract/documentation/api-page'
import { placeOf } from './command-place.ts'
import { allCommands, blocksOf, commandsOf, pages } from './shell-blocks.ts'

const root = join(import.meta.dirname, '..', '..')
const blocks = pages.flatMap((page) => blocksOf(page))
const commands = allCommands()
const at = ({ page, line, text }: (typeof commands)[number]) => `${page}:${line} ${text}`
const manifest: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const languages = ['sh', 'json', 'yaml', 'ini', 'text']
const digOptions = ['+noall', '+answer', '+comments', '+short', '+trace', '+tcp', '+cd']

describe('the commands of the documents', () => {
  it('stand in blocks that say what they are', () => {
    expect(
      blocks.filter(({ language }) => !languages.includes(language)).map(({ page, line }) => `${page}:${line}`),
    ).toEqual([])
    expect(commands.length).toBeGreaterThan(250)
  })

  it('each have a place where they are run, or a reason why they cannot be', () => {
    expect(commands.filter((command) => placeOf(command) === null).map(at)).toEqual([])
    const found = new Set(commands.map((command) => JSON.stringify(placeOf(command))))
    expect([...found].filter((place) => !place.includes('cannotRun')).sort()).toEqual([
      '"cluster"',
      '"console"',
      '"install"',
    ])
  })

  it('can be read by a shell', () => {
    const shell = blocks.filter(({ language }) => language === 'sh')
    const script = shell.map(({ text }, index) => `block_${index}() {\n${text}\n}\n`).join('')
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  it('name only npm scripts and files of the project that are there', () => {
    const scripts = commands.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    )
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([])
    const files = commands.flatMap(({ text }) => text.match(/(?<=[ =])(deploy|scripts)\/[\w./-]+/g) ?? [])
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('ask the API only for calls that it has', () => {
    const known = operationsInOrder().map(({ operation: { method, path } }) => ({
      method,
      pattern: new RegExp(`^/api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    }))
    const asked = commands.flatMap((command) => {
      const path = /\/api\/v1[^\s?"']*/.exec(command.text)?.[0]
      const method = / -X (\w+)/.exec(command.text)?.[1] ?? (/ -d /.test(command.text) ? 'POST' : 'GET')
      return !/\bcurl /.test(command.text) || path === undefined ? [] : [{ method, path, command }]
    })
    expect(asked.length).toBeGreaterThan(40)
    const unknown = asked.filter(
      ({ method, path }) => !known.some((each) => each.method === method && each.pattern.test(path)),
    )
    expect(unknown.map(({ command }) => at(command))).toEqual([])
  })

  it('give dig only options that it has', () => {
    const options = commands.flatMap(({ text }) => (text.startsWith('dig ') ? (text.match(/ \+\w+/g) ?? []) : []))
    expect(options.filter((option) => !digOptions.includes(option.trim()))).toEqual([])
  })
})

describe('the reader of blocks', () => {
  const read = (text: string) =>
    commandsOf({ page: 'a.md', line: 3, language: 'sh', text }).map((command) => command.text)

  it('joins what a backslash or a quote leaves open, and leaves comments out', () => {
    expect(read('a \\\n  b\nc -d \'{\n  "d": 1\n}\'\ne   # f\n# g\n\nh')).toEqual([
      'a \\\n  b',
      'c -d \'{\n  "d": 1\n}\'',
      'e',
      'h',
    ])
  })

  it('says on which line a command stands', () => {
    const [block] = blocksOf('a.md', 'x\n\n```sh\na\nb\n```\n')
    expect(block && commandsOf(block).map(({ line }) => line)).toEqual([4, 5])
  })
})
