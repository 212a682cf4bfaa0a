import { parseAsString, parseAsStringLiteral } from 'nuqs'
import { templateIds } from '@/lib/domain/manifest/template'

/** Where a new alias is to be and what it starts from, in the address; never its text. */
export const newAliasParams = {
  cluster: parseAsString,
  namespace: parseAsString,
  template: parseAsStringLiteral(templateIds).withDefault('managed-database'),
}
