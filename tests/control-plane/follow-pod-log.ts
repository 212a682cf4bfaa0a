import { appendFile, open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const everyMs = 200

/**
 * Copies the lines of a program's log as they come into the form of the container runtime interface, which the kubelet's stand-in serves. The first ones
 * are there when it resolves; gives how to end it.
 */
export async function followPodLog(source: string, target: string): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const file = await open(source)
  const follower = { offset: 0, rest: '' }
  const copy = async () => {
    const { size } = await file.stat()
    if (size === follower.offset) return
    const bytes = Buffer.alloc(size - follower.offset)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, follower.offset)
    follower.offset += bytesRead
    const lines = `${follower.rest}${bytes.toString('utf8', 0, bytesRead)}`.split('\n')
    follower.rest = lines.pop() ?? ''
    const stamp = new Date().toISOString().replace('Z', '000000Z')
    const written = lines.filter((line) => line !== '').map((line) => `${stamp} stdout F ${line}\n`)
    await appendFile(target, written.join(''))
  }
  const follow = async () => {
    while (!ending.signal.aborted) {
      await copy()
      await delay(everyMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
    await file.close()
  }
  await copy()
  const done = follow()
  return async () => {
    ending.abort()
    await done
  }
}
