import type { TestProject } from 'vitest/node'
import type { ControlPlaneConnection } from './control-plane.ts'
import { keepLogs } from './keep-logs.ts'
import { type RemoteControl, serveRemoteControl } from './remote-control.ts'
import { startControlPlane } from './start.ts'

export interface ProvidedControlPlane {
  readonly connection: ControlPlaneConnection
  readonly control: RemoteControl
}

declare module 'vitest' {
  export interface ProvidedContext {
    controlPlane: ProvidedControlPlane
  }
}

const report = (line: string) => process.stderr.write(`[control-plane] ${line}\n`)

/** Starts one control plane for the whole run and gives it to the tests; keeps its logs when a test failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const startedAt = performance.now()
  const controlPlane = await startControlPlane({ report })
  report(`ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  const remote = await serveRemoteControl(controlPlane.operations)
  project.provide('controlPlane', { connection: controlPlane.connection, control: remote.control })
  return async () => {
    const { state } = project.vitest
    const hasFailed = state.getCountOfFailedTests() > 0 || state.getUnhandledErrors().length > 0
    if (hasFailed || process.exitCode) report(`logs kept in ${await keepLogs(controlPlane.logDir)}`)
    await remote.close()
    await controlPlane.stop()
  }
}
