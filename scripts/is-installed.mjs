import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether `node_modules` holds what `package-lock.json` asks for, so that `npm ci` has nothing to do. */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  try {
    return matchesLock(readPackages(join(root, 'package-lock.json')), readPackages(installed))
  } catch {
    return false
  }
}

/**
 * Compares the packages of the lock file with those that npm notes as installed. Optional ones may be missing: they are for other platforms.
 * @param {Record<string, { version?: string; integrity?: string; optional?: boolean; devOptional?: boolean }>} wanted
 * @param {Record<string, { version?: string; integrity?: string }>} installed
 */
export function matchesLock(wanted, installed) {
  for (const path of Object.keys(installed)) if (!(path in wanted)) return false
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = installed[path]
    if (found === undefined) {
      if (entry.optional || entry.devOptional) continue
      return false
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return false
  }
  return true
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
}
