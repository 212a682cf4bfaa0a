import { isMap } from '@/lib/domain/change/merge-patch'
import type { Kustomization } from './kustomization'
import { idOf, isService, type KustomizeObject, metadataOf, withMetadata } from './kustomize-object'

type Edit = (object: KustomizeObject) => KustomizeObject

// Prefixes and namespaces pass these over.
const unnamed = new Set(['CustomResourceDefinition', 'Namespace', 'APIService'])

/** Namespace, prefix, suffix, labels and annotations of a kustomization, in the order in which kustomize gives them. */
export function transformObjects(objects: readonly KustomizeObject[], given: Kustomization): KustomizeObject[] {
  const { namespace, namePrefix, nameSuffix, labels, commonLabels, commonAnnotations } = given
  const edits: Edit[] = [
    ...(namespace === '' ? [] : [renamed(() => ({ namespace }))]),
    ...(namePrefix === '' ? [] : [renamed(({ name }) => ({ name: `${namePrefix}${name}` }))]),
    ...(nameSuffix === '' ? [] : [renamed(({ name }) => ({ name: `${name}${nameSuffix}` }))]),
    ...labels.map(({ pairs = {}, includeSelectors = false }) => labelled(pairs, includeSelectors)),
    labelled(commonLabels, true),
    added('annotations', commonAnnotations),
  ]
  return objects.map((object) => edits.reduce((edited, edit) => edit(edited), object))
}

function renamed(edit: (id: { name: string }) => Record<string, string>): Edit {
  return (object) => (unnamed.has(String(object.value.kind)) ? object : withMetadata(object, edit(idOf(object))))
}

/** Selectors of Services get the pairs too, whether they select anything or not. */
function labelled(pairs: Readonly<Record<string, string>>, includeSelectors: boolean): Edit {
  const label = added('labels', pairs)
  return (object) => {
    const edited = label(object)
    const { spec } = edited.value
    if (!includeSelectors || Object.keys(pairs).length === 0 || !isService(object) || !isMap(spec)) return edited
    const selector = { ...(isMap(spec.selector) ? spec.selector : {}), ...pairs }
    return { ...edited, value: { ...edited.value, spec: { ...spec, selector } } }
  }
}

function added(part: 'labels' | 'annotations', pairs: Readonly<Record<string, string>>): Edit {
  if (Object.keys(pairs).length === 0) return (object) => object
  return (object) => {
    const before = metadataOf(object.value)[part]
    return withMetadata(object, { [part]: { ...(isMap(before) ? before : {}), ...pairs } })
  }
}
