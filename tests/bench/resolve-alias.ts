import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..', '..')

/** Lets Node load the console's own modules, which are imported as `@/…` and without file endings. */
export function resolveAlias(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const path = pathOf(specifier, context.parentURL)
      return path === null ? next(specifier, context) : next(pathToFileURL(path).href, context)
    },
  })
}

function pathOf(specifier: string, parent: string | undefined): string | null {
  const isAlias = specifier.startsWith('@/')
  if (!isAlias && !/^\.\.?\//.test(specifier)) return null
  if (!isAlias && parent === undefined) return null
  const base = isAlias ? join(root, specifier.slice(2)) : fileURLToPath(new URL(specifier, parent))
  return existsSync(`${base}.ts`) ? `${base}.ts` : null
}
