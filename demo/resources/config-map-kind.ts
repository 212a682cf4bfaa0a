import { equalJson } from '../json/equal-json.ts'
import { objectAt } from '../json/json.ts'
import { type FieldError, forbiddenField, invalid, tooLong } from '../rules/field-error.ts'
import type { KubeObject } from '../store/kube-object.ts'
import { ageColumn, column, nameColumn } from './columns.ts'
import { defineKind } from './define-kind.ts'

const maxBytes = 1_048_576
const keyRule =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

const keysOf = (of: KubeObject) => [...Object.keys(objectAt(of, 'data')), ...Object.keys(objectAt(of, 'binaryData'))]

export const configMapKind = defineKind({
  kind: 'ConfigMap',
  resource: 'configmaps',
  shortNames: ['cm'],
  definition: 'api.core.v1.ConfigMap',
  columns: [nameColumn, column('Data', (object) => keysOf(object).length), ageColumn],
  rules: {
    validate: (object, old) => [...(old === null ? [] : checkImmutable(object, old)), ...checkData(object)],
  },
})

function checkData(object: KubeObject): FieldError[] {
  const errors: FieldError[] = []
  let bytes = 0
  for (const part of ['data', 'binaryData'])
    for (const [key, value] of Object.entries(objectAt(object, part))) {
      if (!/^[-._a-zA-Z0-9]+$/.test(key)) errors.push(invalid(`${part}[${key}]`, key, keyRule))
      if (part === 'data' && key in objectAt(object, 'binaryData'))
        errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'))
      if (typeof value === 'string') bytes += Buffer.byteLength(value)
    }
  return bytes > maxBytes ? [...errors, tooLong('[]', maxBytes)] : errors
}

function checkImmutable(object: KubeObject, old: KubeObject): FieldError[] {
  if (old.immutable !== true) return []
  const why = 'field is immutable when `immutable` is set'
  const changed = ['data', 'binaryData'].filter((part) => !equalJson(object[part], old[part]))
  return [
    ...(object.immutable === true ? [] : [forbiddenField('immutable', why)]),
    ...changed.map((part) => forbiddenField(part, why)),
  ]
}
