import { parseArgs } from 'node:util'
import { AppError } from '@/lib/domain/app-error'
import { plainText } from '@/lib/domain/resolution/plain-text'
import { check } from './check'
import type { Given } from './given'
import { resolve } from './resolve'
import { switchGroup } from './switch-group'
import type { ExitCode, Terminal } from './terminal'
import { usage } from './usage'
import { UsageError } from './usage-error'

const options = {
  context: { type: 'string' },
  json: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '120' },
  help: { type: 'boolean', short: 'h', default: false },
  file: { type: 'string', short: 'f', multiple: true },
  'fail-on': { type: 'string', default: 'warning' },
  namespace: { type: 'string' },
  yes: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  acknowledge: { type: 'string', multiple: true },
  override: { type: 'string', multiple: true },
  reason: { type: 'string' },
} as const

const commands = { check, resolve, switch: switchGroup } as const

/** Options that each command takes besides those of all. */
const taken: Readonly<Record<keyof typeof commands, readonly string[]>> = {
  check: ['file', 'fail-on', 'namespace'],
  resolve: [],
  switch: ['yes', 'dry-run', 'acknowledge', 'override', 'reason'],
}
const common = ['context', 'json', 'timeout', 'help']

/** Carries out one command; never throws. What went wrong is told beside the result. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const [name = '', ...rest] = args
    if (name === '' || name === 'help' || name === '-h' || name === '--help') {
      terminal.print(usage)
      return name === '' ? 2 : 0
    }
    if (!isCommand(name)) throw new UsageError(`there is no command ${plainText(name)}`)
    const given = readGiven(name, rest)
    if (given === 'help') {
      terminal.print(usage)
      return 0
    }
    return await commands[name](given, terminal)
  } catch (error) {
    return explain(error, terminal)
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name)
}

function readGiven(command: keyof typeof commands, args: readonly string[]): Given | 'help' {
  const { values, positionals, tokens } = parse(args)
  for (const token of tokens) {
    const isKnown = token.kind !== 'option' || [...common, ...taken[command]].includes(token.name)
    if (!isKnown && token.kind === 'option') throw new UsageError(`${command} takes no ${token.rawName}`)
  }
  if (values.help) return 'help'
  const timeoutMs = Number(values.timeout) * 1000
  if (!(timeoutMs >= 1000 && timeoutMs <= 3_600_000))
    throw new UsageError(`--timeout must be 1 to 3600 seconds, not ${plainText(values.timeout)}`)
  const { context, json, namespace, yes, reason, acknowledge = [] } = values
  return {
    ...{ words: positionals, context, json, timeoutMs, files: values.file ?? [], failOn: values['fail-on'], namespace },
    ...{ yes, dryRun: values['dry-run'], acknowledge, overrides: values.override ?? [], reason },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof UsageError) {
    terminal.note(`signpost: ${error.message}\n\n${usage}`)
    return 2
  }
  if (error instanceof AppError) {
    terminal.note(`signpost: ${plainText(error.message, 2000)}`)
    return error.code === 'unavailable' || error.code === 'unauthenticated' ? 3 : error.code === 'invalid' ? 2 : 1
  }
  terminal.note(`signpost: ${error instanceof Error ? plainText(error.message, 2000) : 'unknown failure'}`)
  return 3
}
