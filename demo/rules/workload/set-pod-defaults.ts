import { isObject, type JsonObject, listAt, objectAt, textAt } from '../../json/json.ts'

const probeDefaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }

/** Fills in what the writer of a Pod, or of a template of one, left out. */
export function setPodSpecDefaults(spec: JsonObject): void {
  for (const part of ['initContainers', 'containers'])
    for (const container of listAt(spec, part).filter(isObject)) setContainerDefaults(container)
  for (const volume of listAt(spec, 'volumes').filter(isObject)) setVolumeDefaults(volume)
  spec.restartPolicy ??= 'Always'
  spec.terminationGracePeriodSeconds ??= 30
  spec.dnsPolicy ??= 'ClusterFirst'
  if (typeof spec.serviceAccountName === 'string') spec.serviceAccount = spec.serviceAccountName
  spec.securityContext ??= {}
  spec.schedulerName ??= 'default-scheduler'
}

function setContainerDefaults(container: JsonObject): void {
  for (const port of listAt(container, 'ports').filter(isObject)) port.protocol ??= 'TCP'
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const found = container[probe]
    if (!isObject(found)) continue
    for (const [key, value] of Object.entries(probeDefaults)) found[key] ??= value
    if (isObject(found.httpGet)) {
      found.httpGet.path ??= '/'
      found.httpGet.scheme ??= 'HTTP'
    }
  }
  for (const variable of listAt(container, 'env')) {
    const reference = objectAt(variable, 'valueFrom').fieldRef
    if (isObject(reference)) reference.apiVersion ??= 'v1'
  }
  container.resources ??= {}
  container.terminationMessagePath ??= '/dev/termination-log'
  container.terminationMessagePolicy ??= 'File'
  const image = textAt(container, 'image')
  const isLatest = !image.includes('@') && (!/:[^/]*$/.test(image) || image.endsWith(':latest'))
  container.imagePullPolicy ??= isLatest ? 'Always' : 'IfNotPresent'
}

function setVolumeDefaults(volume: JsonObject): void {
  for (const part of ['configMap', 'secret', 'projected', 'downwardAPI']) {
    const source = volume[part]
    if (isObject(source)) source.defaultMode ??= 420
  }
}
