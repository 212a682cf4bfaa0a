import type { Row } from '@/lib/contract/row'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import { shellWord } from '@/lib/domain/shell/shell-word'

/** Lines to run by hand: the same Service with kubectl, the same questions with dig, every part quoted as a shell word. */
export function commandLines(row: Row, context: string, resolution: Resolution | undefined): string[] {
  const kubectl = line('kubectl', '--context', context, '-n', row.namespace)
  return [
    `${kubectl} get service ${shellWord(row.name)} -o yaml`,
    `${kubectl} get service ${shellWord(row.name)} -w`,
    ...(resolution?.vantages ?? []).flatMap(({ vantage, resolver }) => {
      const asked = vantage === 'cluster' ? row.serviceName : row.target
      return resolver === null || asked === null ? [] : [line('dig', ...serverWords(resolver), asked, 'A')]
    }),
  ]
}

function serverWords(resolver: string): string[] {
  const at = /^\[?(?<host>.+?)\]?:(?<port>\d+)$/.exec(resolver)?.groups
  if (!at) return [`@${resolver}`]
  return at.port === '53' ? [`@${at.host}`] : [`@${at.host}`, '-p', at.port ?? '']
}

function line(...words: string[]): string {
  return words.map((word, index) => (index > 0 && /^-[a-z-]+$/.test(word) ? word : shellWord(word))).join(' ')
}
