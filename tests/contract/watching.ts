import { textAt, valueAt } from './expect-answer.ts'
import type { CallOptions, Resource, Stage } from './stage.ts'

export interface WatchEvent {
  readonly type: string
  readonly object: unknown
}

/** Opens a watch, plays what `during` does, and gives the events until `isEnough` says so or the server ends it. */
export async function watchEvents(
  stage: Stage,
  resource: Resource,
  options: CallOptions & {
    readonly during?: () => Promise<unknown>
    readonly isEnough?: (events: readonly WatchEvent[]) => boolean
  },
): Promise<WatchEvent[]> {
  const { during, isEnough = () => false, query = '', ...rest } = options
  const path = stage.path(resource, undefined, { ...rest, query: `watch=1&${query}` })
  const stream = await stage.target.api.open({ method: 'GET', path, ...rest })
  const events: WatchEvent[] = []
  try {
    await during?.()
    for await (const line of stream.lines) {
      events.push({ type: textAt(line, 'type'), object: valueAt(line, 'object') })
      if (isEnough(events)) break
    }
  } finally {
    stream.close()
  }
  return events
}

/** The events in short: type and name. */
export const inShort = (events: readonly WatchEvent[]) =>
  events.map(({ type, object }) => `${type} ${textAt(object, 'metadata.name')}`)

/** The resourceVersion of the list as it is now. */
export async function currentVersion(stage: Stage, resource: Resource = 'services'): Promise<string> {
  return textAt((await stage.list(resource)).body, 'metadata.resourceVersion')
}
