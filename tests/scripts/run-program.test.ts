import { describe, expect, it } from 'vitest'
import { runProgram } from '../../scripts/run-program.mjs'

const node = (source: string) => runProgram(process.execPath, ['-e', source], { capture: true })

describe('runProgram', () => {
  it('gives the exit code and both outputs', async () => {
    const { code, output } = await node('console.log("out"); console.error("err"); process.exit(3)')
    expect(code).toBe(3)
    expect(output).toContain('out\n')
    expect(output).toContain('err\n')
  })

  it('reports an end by a signal as 128 + its number', async () => {
    expect((await node('process.kill(process.pid, "SIGTERM")')).code).toBe(143)
  })

  it('leaves no signal handler behind', async () => {
    const before = process.listenerCount('SIGTERM')
    await node('')
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })

  it('rejects when the program does not exist', async () => {
    await expect(runProgram('/nonexistent/program', [], { capture: true })).rejects.toThrow('ENOENT')
  })
})
