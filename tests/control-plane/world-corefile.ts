import type { PlainAnswer, PlainFault } from '../../demo/world/world-answer.ts'
import { absolute } from './world-zone.ts'

/** The TXT record that tells which version of the faults is served. */
export const faultSerialName = 'faults.serial.test'

/** Renders the server that answers for the world on one loopback port: the zone, and a block for each name with a fault. */
export function renderWorldCorefile(options: {
  readonly port: number
  readonly zoneFile: string
  readonly answers: ReadonlyMap<string, PlainAnswer>
  readonly faultSerial: number
}): string {
  const { port, zoneFile, answers, faultSerial } = options
  const blocks = [
    serverBlock('.', port, [
      'errors',
      `template IN TXT ${faultSerialName} {`,
      `    answer "${faultSerialName}. 0 IN TXT ${faultSerial}"`,
      '}',
      `file ${zoneFile} . {`,
      '    reload 100ms',
      '}',
    ]),
  ]
  for (const [name, answer] of answers) {
    if (typeof answer === 'string') blocks.push(serverBlock(absolute(name), port, faultRules[answer]))
  }
  return blocks.join('')
}

function serverBlock(zone: string, port: number, lines: readonly string[]): string {
  const body = ['bind 127.0.0.1', ...lines].map((line) => `    ${line}\n`)
  return `${zone}:${port} {\n${body.join('')}}\n`
}

const faultRules: Record<PlainFault, readonly string[]> = {
  SERVFAIL: ['template ANY ANY {', '    rcode SERVFAIL', '}'],
  // The template plugin drops the extended error of a SERVFAIL, so that the code is put in afterwards.
  DNSSEC_BOGUS: [
    'rewrite continue {',
    '    rcode regex .* NXDOMAIN SERVFAIL',
    '}',
    'template ANY ANY {',
    '    rcode NXDOMAIN',
    '    ederror 6 "signature does not match"',
    '}',
  ],
  // A zone without any plugin is refused.
  REFUSED: [],
  BLOCKED: ['acl {', '    block', '}'],
  TIMEOUT: ['acl {', '    drop', '}'],
}
