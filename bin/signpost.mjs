#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { standalone } from '../scripts/standalone.mjs'

const root = join(import.meta.dirname, '..')
const { cli } = standalone(root)
const command = join(cli, 'signpost.mjs')

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `signpost needs Node 24 or newer, not ${process.versions.node}: npx in the project's folder brings it along.`,
  )
  process.exitCode = 2
} else if (process.argv[2] === 'serve') await import('../scripts/start.mjs')
else if (existsSync(command)) await import(pathToFileURL(command).href)
else {
  console.error('signpost is not built yet: run `npm run build` first.')
  process.exitCode = 2
}
