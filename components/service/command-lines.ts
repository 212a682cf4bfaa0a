import type { Row } from '@/lib/contract/row'
import type { Resolution } from '@/lib/domain/resolution/resolution'
import { digLine } from '@/lib/domain/shell/dig-line'
import { shellWord } from '@/lib/domain/shell/shell-word'

/** Lines to run by hand: the same Service with kubectl, the same questions with dig, every part quoted as a shell word. */
export function commandLines(row: Row, context: string, resolution: Resolution | undefined): string[] {
  const kubectl = line('kubectl', '--context', context, '-n', row.namespace)
  return [
    `${kubectl} get service ${shellWord(row.name)} -o yaml`,
    `${kubectl} get service ${shellWord(row.name)} -w`,
    ...(resolution?.vantages ?? []).flatMap(({ vantage, resolver }) => {
      const asked = vantage === 'cluster' ? row.serviceName : row.target
      return asked === null ? [] : (digLine(resolver, asked, 'A') ?? [])
    }),
  ]
}

function line(...words: string[]): string {
  return words.map((word, index) => (index > 0 && /^-[a-z-]+$/.test(word) ? word : shellWord(word))).join(' ')
}
