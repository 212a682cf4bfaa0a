import type { Plan } from '@/lib/contract/changes'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { Terminal } from './terminal'

const signs: Readonly<Record<Plan['prechecks'][number]['state'], string>> = {
  refuse: 'refused',
  block: 'blocked',
  warn: 'warning',
  info: 'note',
  skipped: 'skipped',
  pass: 'passed',
}
const order = Object.keys(signs)

/** Writes what a plan would change, and its prechecks with their evidence, what is in the way first. */
export function printPlan({ from, to, writes, prechecks, warnings, cutOver }: Plan, { print }: Terminal): void {
  print(`from  ${plainText(from?.target ?? 'nothing')}`)
  print(`to    ${plainText(to?.target ?? 'nothing')}`)
  for (const { verb, ref, diff } of writes) {
    print(`${verb} ${plainText(`${ref.namespace}/${ref.name}`)}`)
    for (const { path, before, after } of diff) print(`  ${plainText(path)}: ${value(before)} → ${value(after)}`)
  }
  for (const warning of warnings) print(`the API server warns: ${plainText(warning, 500)}`)
  for (const { state, code, title, evidence } of prechecks.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  )) {
    print(`${signs[state].padEnd(8)} ${code}: ${plainText(title)}`)
    if (evidence !== '') print(`         ${plainText(evidence, 500)}`)
  }
  if (cutOver !== null) print(`new connections go there after ${cutOver.newConnections.seconds} s`)
}

function value(given: unknown): string {
  return given === undefined || given === null
    ? 'nothing'
    : plainText(typeof given === 'string' ? given : JSON.stringify(given))
}
