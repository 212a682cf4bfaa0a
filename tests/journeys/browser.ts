import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const systemChromium = '/usr/bin/chromium'
const needsLibraries = ['libnss3.so', 'libnspr4.so']
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a headless Chromium: the one of the system, else the one that comes with npm, unpacked once per version into the temporary folder. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = existsSync(systemChromium)
    ? { executablePath: systemChromium, env: {} }
    : await unpackChromium()
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return await chromium.launch({
    executablePath,
    headless: true,
    args: flags,
    env: { ...Object.fromEntries(inherited), ...env },
  })
}

/** Where the unpacked Chromium lies, and the surroundings that stand in for the libraries and fonts that the system lacks. */
async function unpackChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const packageFolder = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `signpost-chromium-${version}`)
  const executablePath = join(folder, 'chromium')
  if (!existsSync(executablePath)) await inflateInto(folder, join(packageFolder, 'bin'))
  const hasLibraries = needsLibraries.every((name) => libraryFolders.some((path) => existsSync(join(path, name))))
  const ownLibraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter((path) => path !== undefined)
  return {
    executablePath,
    env: {
      ...(!hasLibraries && { LD_LIBRARY_PATH: ownLibraries.join(':') }),
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  }
}

const libraryFolders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64'].flatMap((path) => [
  path,
  `${path}/x86_64-linux-gnu`,
  `${path}/aarch64-linux-gnu`,
])

// Unpacked beside its place and moved there whole: another run never sees half a browser.
async function inflateInto(folder: string, from: string): Promise<void> {
  const parts = await mkdtemp(`${folder}-`)
  const outer = process.env.TMPDIR
  process.env.TMPDIR = parts
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(archives.map((name) => inflate(join(from, name))))
  } finally {
    if (outer === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = outer
  }
  await mkdir(dirname(folder), { recursive: true })
  try {
    await rename(parts, folder)
  } catch (error) {
    await rm(parts, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}
