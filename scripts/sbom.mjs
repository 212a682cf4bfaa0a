import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { billOfMaterials } from './bill-of-materials.mjs'
import { readLockFile } from './lock-file.mjs'

const usage = `usage: npm run sbom [-- --output FILE] [-- --dev]

Writes what the console is made of as CycloneDX 1.6 (JSON), from package-lock.json.
  --output FILE  where to, sbom.cdx.json unless said; - for the standard output
  --dev          with the packages that are for development alone`

const root = join(import.meta.dirname, '..')
try {
  main()
} catch (error) {
  console.error(`${error.message}\n\n${usage}`)
  process.exitCode = 2
}

function main() {
  const options = { output: { type: 'string', default: 'sbom.cdx.json' }, dev: { type: 'boolean', default: false } }
  const { output, dev } = parseArgs({ options }).values
  const { lock, manifest } = readLockFile(root)
  const bill = billOfMaterials(lock, manifest, { withDev: dev })
  const text = `${JSON.stringify(bill, null, 2)}\n`
  if (output === '-') return process.stdout.write(text)
  writeFileSync(output, text)
  console.log(`${output}: ${bill.components.length} packages of Signpost ${manifest.version}`)
  console.log(bill.metadata.properties[0].value)
}
