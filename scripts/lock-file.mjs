import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, license?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, hasInstallScript?: boolean, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ lockfileVersion: number, packages: Record<string, LockedPackage> }} LockFile
 * @typedef {{ name: string, version: string, description?: string, license?: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Manifest
 */

/**
 * package-lock.json and package.json of a folder.
 * @param {string} root
 * @returns {{ lock: LockFile, manifest: Manifest }}
 */
export function readLockFile(root) {
  const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'))
  return { lock: read('package-lock.json'), manifest: read('package.json') }
}

/**
 * The name of the package at a path of the lock file: `node_modules/a/node_modules/@b/c` is `@b/c`.
 * @param {string} path
 */
export function packageName(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/**
 * The path that a package finds another one at, as Node looks for it: beside its own packages, then in each folder above. Null when it is not there.
 * @param {LockFile} lock
 * @param {string} from
 * @param {string} name
 */
export function findPackage(lock, from, name) {
  for (let place = from; ; ) {
    const path = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`
    if (path in lock.packages) return path
    if (place === '') return null
    place = place.includes('/node_modules/') ? place.slice(0, place.lastIndexOf('/node_modules/')) : ''
  }
}

/**
 * Licences that packages do not say in package.json as SPDX does, read from their licence files.
 * @type {Readonly<Record<string, string>>}
 */
const readFromFiles = { khroma: 'MIT', geist: 'OFL-1.1' }

/**
 * The licence of a locked package as an SPDX expression; null when it says none.
 * @param {string} path
 * @param {LockedPackage} locked
 */
export function licenceOf(path, { license }) {
  return readFromFiles[packageName(path)] ?? license ?? null
}
