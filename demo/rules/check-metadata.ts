import { equalJson } from '../json/equal-json.ts'
import { isObject, type Json, type JsonObject, listAt, textAt, textsOf } from '../json/json.ts'
import { checkLabelValue, checkQualifiedName, type NameCheck } from './check-name.ts'
import { type FieldError, forbiddenField, invalid, required, tooLong } from './field-error.ts'

const maxAnnotationBytes = 262_144

/** What is wrong with the metadata of an object, be it new or changed. */
export function checkMetadata(metadata: JsonObject, checkName: NameCheck, isNamespaced: boolean): FieldError[] {
  const name = textAt(metadata, 'name')
  const generateName = textAt(metadata, 'generateName')
  const errors: FieldError[] = []
  if (generateName !== '')
    // What is generated ends in five letters, so that the prefix itself may end in a dash.
    errors.push(...checkName(`${generateName}a`).map((text) => invalid('metadata.generateName', generateName, text)))
  if (name === '') errors.push(required('metadata.name', 'name or generateName is required'))
  else errors.push(...checkName(name).map((text) => invalid('metadata.name', name, text)))
  if (!isNamespaced && textAt(metadata, 'namespace') !== '')
    errors.push(forbiddenField('metadata.namespace', 'not allowed on this type'))
  return [
    ...errors,
    ...checkAnnotations(metadata),
    ...checkLabels(metadata.labels, 'metadata.labels'),
    ...checkFinalizers(metadata),
  ]
}

/** What may not change from one version of an object to the next. */
export function checkMetadataUpdate(metadata: JsonObject, old: JsonObject): FieldError[] {
  const fixed = ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds']
  const errors = fixed
    .filter((key) => !equalJson(metadata[key], old[key]))
    .map((key) => invalid(`metadata.${key}`, metadata[key] ?? '', 'field is immutable'))
  return [
    ...errors,
    ...checkAnnotations(metadata),
    ...checkLabels(metadata.labels, 'metadata.labels'),
    ...checkFinalizers(metadata),
  ]
}

export function checkLabels(labels: Json | undefined, path: string): FieldError[] {
  return Object.entries(textsOf(labels)).flatMap(([key, value]) => [
    ...checkQualifiedName(key).map((text) => invalid(path, key, text)),
    ...checkLabelValue(value).map((text) => invalid(path, value, text)),
  ])
}

function checkAnnotations(metadata: JsonObject): FieldError[] {
  const annotations = textsOf(metadata.annotations)
  const keyErrors = Object.keys(annotations).flatMap((key) =>
    checkQualifiedName(key.toLowerCase()).map((text) => invalid('metadata.annotations', key, text)),
  )
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  )
  return bytes > maxAnnotationBytes ? [...keyErrors, tooLong('metadata.annotations', maxAnnotationBytes)] : keyErrors
}

function checkFinalizers(metadata: JsonObject): FieldError[] {
  const owners = listAt(metadata, 'ownerReferences').filter(isObject)
  const ownerErrors = owners.flatMap((owner, index) =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter((key) => textAt(owner, key) === '')
      .map((key) => invalid(`metadata.ownerReferences[${index}].${key}`, '', 'must not be empty')),
  )
  const names = listAt(metadata, 'finalizers').filter((item) => typeof item === 'string')
  return [
    ...ownerErrors,
    ...names.flatMap((name) => checkQualifiedName(name).map((text) => invalid('metadata.finalizers', name, text))),
  ]
}
