import { authorizePath, authorizeResource, type Decision, rulesFor } from '../access/authorize.ts'
import type { User } from '../access/identities.ts'
import { discoveryPaths } from '../access/roles.ts'
import { isObject, type JsonObject, listAt, objectAt, parseJson, textAt, valueAt } from '../json/json.ts'
import type { ReviewKind } from '../resources/review-kinds.ts'
import { invalid, invalidObject } from '../rules/field-error.ts'
import { badRequest } from './api-failure.ts'
import type { ApiRequest } from './api-request.ts'

/** Answers a question about rights or about oneself. */
export function handleReview(request: ApiRequest, kind: ReviewKind, now: string): JsonObject {
  const body = parseJson(request.body === '' ? '{}' : request.body)
  if (!isObject(body)) throw badRequest('the body is no object')
  const base = { kind: kind.kind, apiVersion: `${kind.group}/v1` }
  switch (kind.kind) {
    case 'SelfSubjectReview':
      return { ...base, metadata: { creationTimestamp: now }, status: { userInfo: userInfo(request.user) } }
    case 'SelfSubjectRulesReview': {
      const namespace = textAt(body, 'spec', 'namespace')
      if (namespace === '') throw badRequest('no namespace on request')
      return { ...base, metadata: {}, spec: {}, status: rulesStatus(request.user, namespace) }
    }
    default: {
      const user = kind.kind === 'SelfSubjectAccessReview' ? request.user : otherUser(body)
      const { allowed, reason } = decide(user, body, kind)
      const status = { allowed, ...(reason === '' ? {} : { reason }) }
      return { ...base, metadata: {}, spec: objectAt(body, 'spec'), status }
    }
  }
}

function decide(user: User, body: JsonObject, kind: ReviewKind): Decision {
  const attributes = valueAt(body, 'spec', 'resourceAttributes')
  const paths = valueAt(body, 'spec', 'nonResourceAttributes')
  const refuse = (why: string) => invalidObject({ kind: '', group: kind.group }, '', [invalid('spec', null, why)])
  if (isObject(attributes) && isObject(paths))
    throw refuse('cannot be specified in combination with resourceAttributes')
  if (isObject(paths)) return authorizePath(user, textAt(paths, 'verb'), textAt(paths, 'path'))
  if (!isObject(attributes))
    throw refuse('exactly one of nonResourceAttributes or resourceAttributes must be specified')
  const subresource = textAt(attributes, 'subresource')
  const resource = textAt(attributes, 'resource')
  return authorizeResource(user, {
    verb: textAt(attributes, 'verb'),
    group: textAt(attributes, 'group'),
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    namespace: textAt(attributes, 'namespace'),
    name: textAt(attributes, 'name'),
  })
}

const userInfo = ({ name, uid, groups }: User): JsonObject => ({
  username: name,
  ...(uid === '' ? {} : { uid }),
  groups: [...groups],
})

function otherUser(body: JsonObject): User {
  const groups = listAt(body, 'spec', 'groups').filter((item) => typeof item === 'string')
  return { name: textAt(body, 'spec', 'user'), uid: textAt(body, 'spec', 'uid'), groups }
}

function rulesStatus(user: User, namespace: string): JsonObject {
  const resourceRules = rulesFor(user, namespace).map(({ verbs, groups, resources }) => ({
    verbs: [...verbs],
    apiGroups: [...groups],
    resources: [...resources],
  }))
  return {
    resourceRules,
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: [...discoveryPaths] }],
    incomplete: false,
  }
}
