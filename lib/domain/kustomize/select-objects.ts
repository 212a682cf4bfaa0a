import type { PatchTarget } from './kustomization'
import { idOf, idsOf, type KustomizeObject, type ObjectId, textsOf } from './kustomize-object'
import { namePattern } from './name-pattern'

/** The objects that a target names, or why it cannot be read. Names are matched as they are and as they were first, as kustomize does. */
export function selectObjects(objects: readonly KustomizeObject[], target: PatchTarget): KustomizeObject[] | string {
  const { group, version, kind, name, namespace } = target
  const [isGroup, isVersion, isKind, isName, isNamespace] = [group, version, kind, name, namespace].map((each) =>
    namePattern(each ?? ''),
  )
  const hasLabels = selectorOf(target.labelSelector)
  const hasAnnotations = selectorOf(target.annotationSelector)
  if (!isGroup || !isVersion || !isKind || !isName || !isNamespace) {
    return 'its target has a pattern that is not read here: names, . and .* are, and | between them'
  }
  if (!hasLabels || !hasAnnotations) return 'the selector of its target cannot be read'
  return objects.filter((object) => {
    const ids = [idsOf(object)[0] ?? idOf(object), idOf(object)]
    const [ownGroup, ownVersion] = groupVersion(object)
    return (
      isGroup(ownGroup) &&
      isVersion(ownVersion) &&
      isKind(String(object.value.kind)) &&
      ids.some((id) => isName(id.name)) &&
      ids.some((id) => isNamespace(id.namespace)) &&
      hasLabels(textsOf(object.value, 'labels')) &&
      hasAnnotations(textsOf(object.value, 'annotations'))
    )
  })
}

/** The objects that are, or were once, called so: `apiVersion` and kind exactly. */
export function namedObjects(
  objects: readonly KustomizeObject[],
  { apiVersion, kind, ...id }: ObjectId & { apiVersion: unknown; kind: unknown },
): KustomizeObject[] {
  return objects.filter(
    (object) =>
      object.value.apiVersion === apiVersion &&
      object.value.kind === kind &&
      idsOf(object).some(({ name, namespace }) => name === id.name && namespace === id.namespace),
  )
}

function groupVersion({ value }: KustomizeObject): [string, string] {
  const [first = '', second] = String(value.apiVersion).split('/')
  return second === undefined ? ['', first] : [first, second]
}

/** A label selector, such as `team=shop,tier!=web`; null for what is not read here. */
function selectorOf(text = ''): ((map: Readonly<Record<string, string>>) => boolean) | null {
  const parts = text.split(',').map((part) => part.trim())
  if (text.trim() === '') return () => true
  const tests = parts.map((part) => {
    const { not, bare, key, sign, value } =
      /^(?:(?<not>!)?(?<bare>[\w./-]+)|(?<key>[\w./-]+)\s*(?<sign>==?|!=)\s*(?<value>[\w.-]*))$/.exec(part)?.groups ??
      {}
    if (bare !== undefined) {
      return (map: Readonly<Record<string, string>>) => Object.hasOwn(map, bare) === (not === undefined)
    }
    if (key === undefined) return null
    return (map: Readonly<Record<string, string>>) => (map[key] === value) === (sign !== '!=')
  })
  return tests.every((each) => each !== null) ? (map) => tests.every((each) => each(map)) : null
}
