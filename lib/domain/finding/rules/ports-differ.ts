import type { Alias } from '@/lib/domain/alias/alias'
import type { Rule } from '../rule'

export const portsDiffer: Rule = {
  code: 'PORTS_DIFFER',
  severity: 'info',
  cause:
    'Aliases of one host in one namespace declare other ports: one of them says what is not so, or each is for a part of the host.',
  fix: 'Declare the same ports, unless each is meant for a part.',
  policy: { impossible: 'It depends on other Services.' },
  judge: ({ alias, siblings }) => {
    const own = numbers(alias.ports)
    const other = siblings.find(({ ports }) => own !== '' && ports.length > 0 && numbers(ports) !== own)
    return other === undefined ? null : { evidence: `${own} here, ${numbers(other.ports)} at ${other.name}.` }
  },
}

function numbers(ports: Alias['ports']): string {
  return [...new Set(ports.map(({ port, protocol }) => `${port}/${protocol}`))].sort().join(', ')
}
