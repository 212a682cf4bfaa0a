import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, rm, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 500

/** Runs the work while holding a lock file that names this process; a lock whose process is gone is taken over. */
export async function withFileLock<T>(
  path: string,
  report: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  let announced = false
  while (!(await take(path))) {
    const holder = holderOf(path)
    if (holder !== undefined && !isAlive(holder)) {
      await rm(path, { force: true })
      continue
    }
    if (!announced) report(`waiting for another build (process ${holder ?? 'unknown'})`)
    announced = true
    await delay(pollMs)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

// Linked into place with its content, so that nobody ever sees a lock without a process number.
async function take(path: string): Promise<boolean> {
  const own = `${path}.${randomUUID()}`
  await writeFile(own, `${process.pid}\n`)
  try {
    await link(own, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(own, { force: true })
  }
}

function holderOf(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10)
    return Number.isNaN(pid) ? undefined : pid
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
