import { reviewStateWords } from '@/components/review/review-state-words'
import { visibleText } from '@/components/ui/visible-text'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { reviewStates } from '@/lib/domain/review/review-state'
import type { FilterField, FilterToken } from './search-params'
import { wordsOfUseCase } from './words-of-use-case'

/** How a filter's value reads. */
export function filterWords(field: FilterField, value: string): string {
  if (field === 'verdict') {
    const code = outcomeCodes.find((each) => each === value)
    if (code) return outcomeWords[code]
  }
  if (field === 'review') {
    const state = reviewStates.find((each) => each === value)
    if (state) return reviewStateWords[state]
  }
  if (field === 'useCase' && value !== 'none') return wordsOfUseCase(value)
  if (value === 'none' && field !== 'namespace' && field !== 'cluster') return field === 'owner' ? 'nobody' : 'none'
  return visibleText(value)
}

/** How the name of a filter reads. */
export function fieldWords(field: FilterField): string {
  return field === 'useCase' ? 'use case' : field
}

/** How a token reads: `environment is not development, staging`. */
export function tokenWords({ field, isNot, values }: FilterToken): string {
  return `${fieldWords(field)} ${isNot ? 'is not' : 'is'} ${values.map((value) => filterWords(field, value)).join(', ')}`
}
