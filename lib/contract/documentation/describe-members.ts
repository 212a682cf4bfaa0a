import { fieldNote } from './field-notes'
import { parameterNote } from './parameter-notes'

type Json = Record<string, unknown>

/** A copy of an OpenAPI document with what is written about parameters and members of schemas, wherever they do not say it themselves. */
export function describeMembers<Document extends object>(document: Document): Document {
  const copy = structuredClone(document)
  const { paths, components } = copy as Json
  for (const operation of objectsOf(paths).flatMap((path) => objectsOf(path))) {
    describeParameters(operation)
    // A body of no schema with a name goes by its operation.
    describeSchema(`${operation.operationId}`, operation.requestBody)
  }
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {}
  for (const [name, schema] of Object.entries(schemas)) describeSchema(name, schema)
  return copy
}

function describeParameters({ operationId, parameters }: Json): void {
  if (!Array.isArray(parameters)) return
  for (const parameter of parameters.filter(isObject)) {
    const note = parameterNote(`${operationId}`, `${parameter.in}`, `${parameter.name}`)
    if (note !== undefined) parameter.description ??= note
  }
}

function describeSchema(schema: string, node: unknown): void {
  if (Array.isArray(node)) {
    for (const each of node) describeSchema(schema, each)
    return
  }
  if (!isObject(node)) return
  for (const [member, each] of Object.entries(isObject(node.properties) ? node.properties : {})) {
    const note = fieldNote(schema, member)
    if (note !== undefined && isObject(each)) each.description ??= note
  }
  for (const each of Object.values(node)) describeSchema(schema, each)
}

function objectsOf(value: unknown): Json[] {
  return isObject(value) ? Object.values(value).filter(isObject) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
