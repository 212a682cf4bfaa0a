import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runProgram } from '../../scripts/run-program.mjs'

const root = join(import.meta.dirname, '..', '..')

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }\n',
  'next.config.mjs': `export default { output: 'standalone', turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} }\n`,
  'app/layout.js': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }\n`,
  'app/page.js': `export const dynamic = 'force-dynamic'\nexport default function Page() { return <p>Empty</p> }\n`,
}

/** The server of a Next program with one empty page, built once per version of Next into the cache: what any start of Next costs. */
export async function buildEmptyNext(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules', 'next', 'package.json'), 'utf8'))
  const place = join('.cache', 'bench', `empty-next-${version}`)
  const folder = join(root, place)
  const server = join(folder, '.next', 'standalone', place, 'server.js')
  if (existsSync(server)) return server
  await rm(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const { code, output } = await runProgram(process.execPath, [next, 'build'], { cwd: folder, env, capture: true })
  if (code !== 0 || !existsSync(server))
    throw new Error(`an empty Next program could not be built:\n${output.slice(-2000)}`)
  return server
}
