import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Instruction {
  readonly word: string
  readonly rest: string
}

export interface Dockerfile {
  readonly build: readonly Instruction[]
  /** The last stage: what becomes the image. */
  readonly final: readonly Instruction[]
  readonly env: Readonly<Record<string, string>>
  readonly entrypoint: readonly string[]
  readonly uid: number
}

/** deploy/Dockerfile, as far as tests hold it against what they run. */
export function readDockerfile(): Dockerfile {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'deploy', 'Dockerfile'), 'utf8')
  const instructions = text
    .replace(/\\\n/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ', 1)[0] ?? '', rest: line.replace(/^\S+ /, '') }))
  const stages = instructions.flatMap(({ word }, index) => (word === 'FROM' ? [index] : []))
  const final = instructions.slice(stages.at(-1))
  const last = (word: string) => final.findLast((instruction) => instruction.word === word)?.rest ?? ''
  return {
    build: instructions.slice(0, stages.at(-1)),
    final,
    env: Object.fromEntries([...last('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    entrypoint: JSON.parse(last('ENTRYPOINT')),
    uid: Number(last('USER').split(':')[0]),
  }
}
