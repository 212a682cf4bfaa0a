import { createHash } from 'node:crypto'
import { findPackage, licenceOf, packageName } from './lock-file.mjs'

const covers =
  'Every package of package-lock.json that is not for development alone: what the server loads, what is bundled into the scripts of server and browser, and packages that only the build or another platform takes (scope optional). What Next carries inside its own package is part of next and not listed apart.'

/**
 * What the console is made of, as CycloneDX 1.6: the same for the same lock file, without a time.
 * @param {import('./lock-file.mjs').LockFile} lock
 * @param {import('./lock-file.mjs').Manifest} manifest
 * @param {{ withDev?: boolean }} [options] with what is for development alone
 */
export function billOfMaterials(lock, manifest, { withDev = false } = {}) {
  const paths = Object.keys(lock.packages).filter((path) => path !== '' && (withDev || isShipped(lock.packages[path])))
  const root = `pkg:npm/${manifest.name}@${manifest.version}`
  const components = new Map()
  const dependencies = new Map([[root, refsOf(lock, '', withDev)]])
  for (const path of paths) {
    const component = componentOf(path, lock.packages[path])
    const ref = component['bom-ref']
    const known = components.get(ref)
    if (known === undefined || known.scope === 'optional') components.set(ref, component)
    dependencies.set(ref, [...(dependencies.get(ref) ?? []), ...refsOf(lock, path, withDev)])
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify([manifest.version, withDev, lock.packages])),
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name: manifest.name,
        version: manifest.version,
        ...(manifest.description && { description: manifest.description }),
        licenses: [{ license: { id: manifest.license ?? 'Apache-2.0' } }],
        purl: root,
      },
      properties: [{ name: 'signpost:covers', value: covers }],
    },
    components: sorted(components).map(([, component]) => component),
    dependencies: sorted(dependencies).map(([ref, on]) => ({ ref, dependsOn: [...new Set(on)].sort() })),
    compositions: [{ aggregate: 'incomplete', assemblies: [...components.keys()].filter(isNext) }],
  }
}

const isShipped = ({ dev }) => dev !== true
const isNext = (ref) => ref.startsWith('pkg:npm/next@')
const sorted = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

function componentOf(path, locked) {
  const name = packageName(path)
  const [scope, bare] = name.startsWith('@') ? name.split('/') : [null, name]
  const purl = `pkg:npm/${scope === null ? '' : `${encodeURIComponent(scope)}/`}${bare}@${locked.version}`
  const licence = licenceOf(path, locked)
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope !== null && { group: scope }),
    name: bare,
    version: locked.version,
    scope: locked.dev ? 'excluded' : locked.optional || locked.devOptional ? 'optional' : 'required',
    ...(locked.integrity && { hashes: hashesOf(locked.integrity) }),
    ...(licence !== null && { licenses: [licenceEntry(licence)] }),
    purl,
  }
}

function licenceEntry(licence) {
  return / (AND|OR|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } }
}

function hashesOf(integrity) {
  return integrity.split(' ').map((entry) => {
    const [algorithm, digest] = [entry.slice(0, entry.indexOf('-')), entry.slice(entry.indexOf('-') + 1)]
    return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }
  })
}

function refsOf(lock, path, withDev) {
  const locked = lock.packages[path]
  const names = [
    ...Object.keys(locked.dependencies ?? {}),
    ...Object.keys(locked.optionalDependencies ?? {}),
    ...Object.keys(locked.peerDependencies ?? {}),
    ...(withDev && path === '' ? Object.keys(locked.devDependencies ?? {}) : []),
  ]
  return names.flatMap((name) => {
    const found = findPackage(lock, path, name)
    if (found === null || !(withDev || isShipped(lock.packages[found]))) return []
    return [componentOf(found, lock.packages[found])['bom-ref']]
  })
}

/** A UUID made of what it names (RFC 9562, version 8). */
function serialNumber(text) {
  const hex = createHash('sha256').update(text).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
