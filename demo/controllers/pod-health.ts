import { listAt, objectAt, textAt } from '../json/json.ts'
import type { KubeObject } from '../store/kube-object.ts'

/** On a Pod, or on the template of a workload: `false` lets it run without ever becoming ready. */
const readyAnnotation = 'embedded-cluster/ready'

/** An image with this name, whatever its registry and tag, cannot be pulled. */
const brokenImage = 'broken'

export type PodHealth = 'ready' | 'not-ready' | 'image-missing'

/** How a Pod is to fare on its node, by its annotation and its images. */
export function podHealth(pod: KubeObject): PodHealth {
  const images = listAt(pod, 'spec', 'containers').map((container) => textAt(container, 'image'))
  if (images.some((image) => imageName(image) === brokenImage)) return 'image-missing'
  return textAt(objectAt(pod.metadata, 'annotations'), readyAnnotation) === 'false' ? 'not-ready' : 'ready'
}

function imageName(image: string): string {
  const [path = ''] = image.split('@')
  const last = path.split('/').at(-1) ?? ''
  return last.split(':')[0] ?? ''
}
