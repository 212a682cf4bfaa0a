import { customDefinitions } from './custom-definitions.ts'
import definitions from './definitions.json' with { type: 'json' }

/** The type of a field, as the API server's own description gives it. */
export interface FieldType {
  readonly kind: 'scalar' | 'reference' | 'list' | 'map'
  /** `string`, `int32`, `boolean`, `date-time`, `any`, …; of a reference, the definition's name. */
  readonly name: string
  readonly of?: FieldType
  /** A list that is merged by these keys, a set of scalars, or a value that is written as a whole. */
  readonly keys?: readonly string[]
  readonly isSet: boolean
  readonly isAtomic: boolean
  /** Strategic merge patch: merged by this key, or as a set when it is empty. */
  readonly mergeKey?: string
  readonly retainsKeys: boolean
  readonly defaultText?: string
}

export interface Definition {
  readonly name: string
  readonly fields: ReadonlyMap<string, FieldType> | null
  readonly required: readonly string[]
  readonly isAtomic: boolean
  /** For a definition without fields: what it really is. */
  readonly alias: FieldType | null
}

interface DefinitionText {
  readonly fields?: Readonly<Record<string, string>>
  readonly required?: readonly string[]
  readonly is?: string
  readonly mapType?: string
}

const texts = new Map<string, DefinitionText>(Object.entries({ ...definitions, ...customDefinitions }))
const parsed = new Map<string, Definition>()

/** Names of all definitions; each is that of the API server without `io.k8s.`, or `io.` where it was brought in. */
export const definitionNames: readonly string[] = [...texts.keys()]

export function definitionOf(name: string): Definition {
  const known = parsed.get(name)
  if (known !== undefined) return known
  const text = texts.get(name)
  if (text === undefined) throw new Error(`no definition of ${name}`)
  const fields = text.fields && new Map(Object.entries(text.fields).map(([key, type]) => [key, parseType(type)]))
  const definition: Definition = {
    name,
    fields: fields ?? null,
    required: text.required ?? [],
    isAtomic: text.mapType === 'atomic',
    alias: text.is === undefined ? null : parseType(text.is),
  }
  parsed.set(name, definition)
  return definition
}

/** The type behind a reference to a definition that has no fields (times, quantities), else the type itself. */
export function resolveType(type: FieldType): FieldType {
  if (type.kind !== 'reference') return type
  return definitionOf(type.name).alias ?? type
}

function parseType(text: string): FieldType {
  const [base = '', ...flags] = text.split(' ')
  const flag = (name: string) => flags.find((item) => item.startsWith(`${name}=`))?.slice(name.length + 1)
  const keys = flag('keys')?.split(',')
  const mergeKey = flags.includes('merge') ? '' : flag('merge')
  const defaultText = flag('default')
  return {
    ...parseBase(base),
    isSet: flags.includes('set'),
    isAtomic: flags.includes('atomic'),
    retainsKeys: flags.includes('retainKeys'),
    ...(keys && { keys }),
    ...(mergeKey !== undefined && { mergeKey }),
    ...(defaultText !== undefined && { defaultText }),
  }
}

function parseBase(base: string): Pick<FieldType, 'kind' | 'name' | 'of'> {
  if (base.startsWith('@')) return { kind: 'reference', name: base.slice(1) }
  if (base.startsWith('[]')) return { kind: 'list', name: base, of: parseType(base.slice(2)) }
  if (base.startsWith('{}')) return { kind: 'map', name: base, of: parseType(base.slice(2)) }
  return { kind: 'scalar', name: base }
}
