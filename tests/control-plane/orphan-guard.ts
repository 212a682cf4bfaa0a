import { spawn } from 'node:child_process'

// Reads its input to the end, which comes when the parent is gone, however it went; then kills what is left.
const script = 'cat >/dev/null; for f in "$1"/*; do [ -e "$f" ] && kill -9 "$(basename "$f")"; done; rm -rf "$2"'

/** Starts a small shell that, when this process is gone, kills every process named by a file in `pidDir` and removes `directory`. */
export function startOrphanGuard(pidDir: string, directory: string): () => Promise<void> {
  const guard = spawn('/bin/sh', ['-c', script, 'sh', pidDir, directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => {
    guard.once('error', () => resolve())
    guard.once('exit', () => resolve())
  })
  guard.stdin?.on('error', () => undefined)
  return async () => {
    guard.stdin?.end()
    await ended
  }
}
