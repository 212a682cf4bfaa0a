import { badRequest } from '../api/api-failure.ts'

type Fields = Readonly<Record<string, string>>
export type FieldSelector = (fields: Fields) => boolean

interface SelectableKind {
  readonly isNamespaced: boolean
  readonly selectableFieldNames: readonly string[]
  readonly unknownFieldMessage: (field: string) => string
}

/** Reads the `fieldSelector` of a request. Throws the API server's 400 for a field that the kind cannot be selected by. */
export function parseFieldSelector(text: string, kind: SelectableKind): FieldSelector {
  const requirements = text
    .split(/(?<!\\),/)
    .filter((part) => part !== '')
    .map(parseRequirement)
  for (const { field } of requirements)
    if (!isSelectable(field, kind)) throw badRequest(kind.unknownFieldMessage(field))
  return (fields) => requirements.every(({ field, value, isEqual }) => ((fields[field] ?? '') === value) === isEqual)
}

function isSelectable(field: string, kind: SelectableKind): boolean {
  return ['metadata.name', 'metadata.namespace', ...kind.selectableFieldNames].includes(field)
}

function parseRequirement(part: string) {
  const match = /^(.*?)(!=|==|=)(.*)$/.exec(part)
  if (match === null) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
  const [, field = '', operator, value = ''] = match
  return { field, value: value.replace(/\\([\\,=])/g, '$1'), isEqual: operator !== '!=' }
}
