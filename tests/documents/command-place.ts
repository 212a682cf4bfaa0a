import type { Command } from './shell-blocks.ts'

/** Where a documented command is run: against the demo and the built console, against a real control plane, with those of docs/install.md, or nowhere. */
export type CommandPlace = 'console' | 'cluster' | 'install' | { cannotRun: string }

// What no machine of the tests can run, and why. Syntax, options and what is named are still checked.
const cannotRun: readonly [RegExp, string][] = [
  [/^npm (ci|start|run (build|demo))$/, 'the tests themselves are begun by it'],
  [/^SIGNPOST_CLUSTER_DNS=\S+ npm start$/, 'the tests start the console with that setting'],
  [/^(dig|whois) /, 'it is not on every machine, and would ask the internet'],
  [/^kubectl .*\bexec /, 'no pod runs there: the control plane has no nodes'],
  [/^kubectl .*\blogs deployment\//, 'no pod runs there: the control plane has no nodes'],
  [/^kubectl .*get --raw .*\/proxy\//, 'no pod runs there: the control plane has no nodes'],
  [/^helm .*\b(history|rollback)\b/, 'a release is installed, upgraded and removed with docs/install.md'],
]

/** Null for a command that nobody has found a place for. */
export function placeOf({ page, text }: Command): CommandPlace | null {
  if (page === 'docs/install.md') return 'install'
  const unable = cannotRun.find(([pattern]) => pattern.test(text))
  if (unable !== undefined) return { cannotRun: unable[1] }
  if (/(^|\| )(kubectl|helm) /.test(text)) return 'cluster'
  if (/^(curl|openssl|sed|tar|date|npx signpost|SIGNPOST=)/.test(text)) return 'console'
  return null
}
