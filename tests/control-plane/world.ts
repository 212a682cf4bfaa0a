import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PlainAnswer, type PlainFault, type WorldRecord, worldName } from '../../demo/world/world-answer.ts'
import { initialAnswers } from '../../demo/world/world-answers.ts'
import { type DnsAddress, readSerial } from './dns-client.ts'
import { explainEnding, type ManagedProcess } from './managed-process.ts'
import { poll } from './poll.ts'
import type { Run } from './run.ts'
import { faultSerialName, renderWorldCorefile } from './world-corefile.ts'
import { renderZone, serialName } from './world-zone.ts'

interface WorldChanges {
  /** What each name answers from now on; null: it does not exist any more (NXDOMAIN). */
  readonly [name: string]: PlainAnswer | null
}

export interface World extends DnsAddress {
  /** Changes names; when it returns, the world's server answers so (caches in front of it may not yet). */
  readonly update: (changes: WorldChanges) => Promise<void>
  readonly set: (name: string, records: readonly WorldRecord[]) => Promise<void>
  readonly fail: (name: string, fault: PlainFault) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** Everything as at the start. */
  readonly reset: () => Promise<void>
}

export interface WorldOperations {
  readonly updateWorld: (changes: WorldChanges) => Promise<void>
  readonly resetWorld: () => Promise<void>
}

export interface WorldServer extends WorldOperations {
  readonly address: DnsAddress
}

/** Starts a CoreDNS that is the authority for every name outside the cluster, so that no question ever leaves loopback. */
export async function startWorld(options: {
  readonly coredns: string
  readonly run: Run
  readonly port: number
}): Promise<WorldServer> {
  const { run } = options
  const state: WorldState = { answers: initialAnswers(), serial: 1, faultSerial: 1 }
  const files = { zone: join(run.directory, 'world.zone'), corefile: join(run.directory, 'world.corefile') }
  await writeZone(files.zone, state)
  await writeCorefile(files, options.port, state)
  const server = await run.start('world', options.coredns, ['-conf', files.corefile])
  const address: DnsAddress = { host: '127.0.0.1', port: options.port }
  await waitForSerials(address, state, server)
  const apply = async (answers: Map<string, PlainAnswer>) => {
    const hasNewFaults = faultsOf(answers) !== faultsOf(state.answers)
    state.answers = answers
    state.serial += 1
    await writeZone(files.zone, state)
    if (hasNewFaults) {
      state.faultSerial += 1
      await writeCorefile(files, options.port, state)
      // CoreDNS reads its Corefile again on this signal and keeps its sockets.
      server.signal('SIGUSR1')
    }
    await waitForSerials(address, state, server)
  }
  const inTurn = oneAtATime()
  return {
    address,
    updateWorld: (changes) => inTurn(() => apply(withChanges(new Map(state.answers), changes))),
    resetWorld: () => inTurn(() => apply(initialAnswers())),
  }
}

/** The world's edits, by name, over whatever carries them out. */
export function editableWorld(address: DnsAddress, { updateWorld, resetWorld }: WorldOperations): World {
  return {
    ...address,
    update: updateWorld,
    set: (name, records) => updateWorld({ [name]: records }),
    fail: (name, fault) => updateWorld({ [name]: fault }),
    remove: (name) => updateWorld({ [name]: null }),
    reset: resetWorld,
  }
}

function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

interface WorldState {
  answers: Map<string, PlainAnswer>
  serial: number
  faultSerial: number
}

function withChanges(answers: Map<string, PlainAnswer>, changes: WorldChanges): Map<string, PlainAnswer> {
  for (const [name, answer] of Object.entries(changes)) {
    const key = worldName(name)
    if (answer === null) answers.delete(key)
    else answers.set(key, answer)
  }
  return answers
}

function faultsOf(answers: ReadonlyMap<string, PlainAnswer>): string {
  return JSON.stringify([...answers].filter(([, answer]) => typeof answer === 'string').sort())
}

function writeZone(path: string, state: WorldState): Promise<void> {
  return replaceFile(path, renderZone(state.answers, state.serial))
}

function writeCorefile(files: { zone: string; corefile: string }, port: number, state: WorldState): Promise<void> {
  const { answers, faultSerial } = state
  return replaceFile(files.corefile, renderWorldCorefile({ port, zoneFile: files.zone, answers, faultSerial }))
}

// The server reads the files whenever it likes: it must never see half of one.
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

async function waitForSerials(address: DnsAddress, state: WorldState, server: ManagedProcess): Promise<void> {
  const isCurrent = async () =>
    (await readSerial(address, serialName)) === state.serial &&
    (await readSerial(address, faultSerialName)) === state.faultSerial
  try {
    await poll(isCurrent, {
      what: 'the world answers with its new data',
      timeoutMs: 8000,
      everyMs: 20,
      abort: server.ending,
    })
  } catch (error) {
    const reason = await explainEnding(server)
    throw reason === undefined ? error : new Error(`the world's CoreDNS: ${reason}`, { cause: error })
  }
}
