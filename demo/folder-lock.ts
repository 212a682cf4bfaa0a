import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface FolderLock {
  readonly release: () => Promise<void>
}

/** Takes a folder for this process alone. Throws an Error that names the process which has it; one that is gone has it no longer. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  if (!(await tryCreate(path))) {
    const holder = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
    if (isAlive(holder))
      throw new Error(
        `Another demo (process ${holder}) works in ${folder}. Stop it first; or, if there is none, remove ${path}.`,
      )
    await rm(path, { force: true })
    if (!(await tryCreate(path))) throw new Error(`Another demo has just started in ${folder}.`)
  }
  return { release: () => rm(path, { force: true }) }
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(`${process.pid}\n`)
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
