import { visibleText } from '@/components/ui/visible-text'
import { type UseCase, useCases } from '@/lib/domain/alias/use-case'

const words: Readonly<Record<UseCase, string>> = {
  'managed-database': 'Managed database',
  'third-party-api': 'Third-party API',
  'cross-cluster': 'Cross-cluster',
  legacy: 'Legacy',
  'namespace-alias': 'Namespace alias',
  other: 'Other',
}

/** What an alias is for, in words. */
export function wordsOfUseCase(useCase: string): string {
  const known = useCases.find((each) => each === useCase)
  return known === undefined ? visibleText(useCase) : words[known]
}
