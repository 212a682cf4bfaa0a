import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resolveAlias } from '../tests/bench/resolve-alias.ts'

const root = join(import.meta.dirname, '..')

resolveAlias()
const { configurePage } = await import('@/lib/server/settings/configure-page')
await writeFile(join(root, 'docs', 'configure.md'), configurePage())
