import { licenceOf } from './lock-file.mjs'

/** Licences that a package may have: of what is shipped, and of what is for development or another platform alone. */
const shipped = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1', 'PSF-2.0', 'Unlicense']
const files = ['CC-BY-4.0', 'EPL-2.0', 'MPL-2.0']
const elsewhere = ['BlueOak-1.0.0', 'LGPL-3.0-or-later']

/** Packages that may run a program when they are installed, each with its reason. */
const mayRunScripts = new Map()

const groups = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * What is wrong with the dependencies as far as it can be seen without asking anybody: a sentence for each.
 * @param {import('./lock-file.mjs').LockFile} lock
 * @param {import('./lock-file.mjs').Manifest} manifest
 * @returns {string[]}
 */
export function lockProblems(lock, manifest) {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
  return [...manifestProblems(lock, manifest), ...packages.flatMap(([path, locked]) => packageProblems(path, locked))]
}

function manifestProblems(lock, manifest) {
  if (lock.lockfileVersion !== 3) return [`package-lock.json: lockfileVersion is ${lock.lockfileVersion}, not 3`]
  return groups.flatMap((group) => {
    const wanted = manifest[group] ?? {}
    const locked = lock.packages['']?.[group] ?? {}
    const names = new Set([...Object.keys(wanted), ...Object.keys(locked)])
    return [...names].flatMap((name) => {
      if (wanted[name] !== locked[name])
        return [
          `${name}: package.json says ${wanted[name] ?? 'nothing'}, package-lock.json ${locked[name] ?? 'nothing'}`,
        ]
      if (!/^\d+\.\d+\.\d+$/.test(wanted[name])) return [`${name}: ${wanted[name]} is no exact version`]
      const installed = lock.packages[`node_modules/${name}`]?.version
      return installed === wanted[name] ? [] : [`${name}: ${installed ?? 'nothing'} is locked, not ${wanted[name]}`]
    })
  })
}

function packageProblems(path, locked) {
  const problems = []
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? ''))
    problems.push(`${path}: has no SHA-512 of its archive`)
  if (locked.resolved !== undefined && !locked.resolved.startsWith('https:'))
    problems.push(`${path}: comes from ${locked.resolved}, and not over https`)
  if (locked.hasInstallScript && !mayRunScripts.has(path)) problems.push(`${path}: runs a program when it is installed`)
  const licence = licenceOf(path, locked)
  const isElsewhere = locked.dev || locked.optional || locked.devOptional
  const allowed = [...shipped, ...files, ...(isElsewhere ? elsewhere : [])]
  if (licence === null) problems.push(`${path}: says no licence`)
  else if (!isAllowed(licence, allowed)) problems.push(`${path}: licence ${licence} is not among those allowed`)
  return problems
}

/** Of an SPDX expression: one side of each OR, and every side of each AND; AND binds closer. */
function isAllowed(expression, allowed) {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((each) => allowed.includes(each)))
}
