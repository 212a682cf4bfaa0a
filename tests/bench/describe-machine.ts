import { cpus, loadavg, release, totalmem, type } from 'node:os'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import type { Machine } from './bench-report.ts'

export function currentLoad(): number {
  return loadavg()[0] ?? Number.NaN
}

export async function describeMachine({ kubectl }: ControlPlane, loadBefore: number): Promise<Machine> {
  const { stdout } = await kubectl(['version', '--output=json'])
  const { serverVersion } = JSON.parse(stdout)
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    kubernetes: String(serverVersion.gitVersion),
    load: [loadBefore, currentLoad()],
  }
}
