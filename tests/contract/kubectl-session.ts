import type { Identity } from '../control-plane/identities.ts'
import type { KubectlResult } from '../control-plane/kubectl.ts'
import { filledIn, type KubectlCommand, sessionCommands } from './kubectl-commands.ts'
import { normalizeOutput } from './normalize-output.ts'

export type RunKubectl = (
  args: readonly string[],
  options: { readonly identity: Identity; readonly stdin?: string; readonly onOutput?: () => void },
) => Promise<KubectlResult>

/** What a command said, without what differs from cluster to cluster: ids, times, addresses. */
export interface PlayedCommand {
  readonly command: string
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Plays the session, one command after the other. */
export async function playKubectlSession(runKubectl: RunKubectl): Promise<PlayedCommand[]> {
  const played: PlayedCommand[] = []
  for (const command of sessionCommands) {
    const { code, stdout, stderr } = await play(runKubectl, command)
    played.push({
      command: describeCommand(command),
      code,
      stdout: normalizeOutput(stdout),
      stderr: normalizeOutput(stderr),
    })
  }
  return played
}

async function play(runKubectl: RunKubectl, command: KubectlCommand): Promise<KubectlResult> {
  const { args, identity = 'admin', meanwhile = [] } = command
  const stdin = await inputOf(runKubectl, command)
  const wroteSomething = Promise.withResolvers<void>()
  const running = runKubectl(args, {
    identity,
    ...(stdin === undefined ? {} : { stdin }),
    onOutput: wroteSomething.resolve,
  })
  if (meanwhile.length > 0) {
    await Promise.race([wroteSomething.promise, running])
    for (const other of meanwhile) await runKubectl(other, { identity: 'admin' })
  }
  return running
}

async function inputOf(runKubectl: RunKubectl, { stdin, fillFrom }: KubectlCommand): Promise<string | undefined> {
  if (stdin === undefined) return undefined
  const text = JSON.stringify(stdin)
  if (fillFrom === undefined) return text
  return text.replaceAll(filledIn, (await runKubectl(fillFrom, { identity: 'admin' })).stdout)
}

/** A command as one would type it. */
export function describeCommand({ args, identity }: KubectlCommand): string {
  const typed = `kubectl ${args.map((part) => (/^[\w./=:,@+-]+$/.test(part) ? part : `'${part}'`)).join(' ')}`
  return identity === undefined ? typed : `as ${identity}: ${typed}`
}
