import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const held = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end and passes on the signals that reach this process. The output goes to ours, or is kept with `capture`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string; env?: NodeJS.ProcessEnv; capture?: boolean }} [options]
 * @returns {Promise<{ code: number; output: string }>} `code` is 128 + n when signal n ended it
 */
export function runProgram(command, args, { cwd, env = process.env, capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    })
    const chunks = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk))
    const passOn = (signal) => {
      // Ctrl-C at a terminal reaches the child by itself; a second one would cut its cleaning up short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const signal of held) process.on(signal, passOn)
    const done = () => {
      for (const signal of held) process.off(signal, passOn)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code, signal) => {
      done()
      resolve({
        code: signal === null ? (code ?? 1) : 128 + constants.signals[signal],
        output: Buffer.concat(chunks).toString('utf8'),
      })
    })
  })
}
